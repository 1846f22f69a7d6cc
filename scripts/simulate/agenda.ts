/** Emissions still to come, in the order of their instants. */
import type { Emission } from './events.ts';

export class Agenda {
	#ahead: Emission[] = [];
	#next = 0;

	/** How many wait. */
	get size(): number {
		return this.#ahead.length - this.#next;
	}

	/** The instant of the earliest one; Infinity when none waits. */
	get nextAt(): number {
		return this.#ahead[this.#next]?.at ?? Infinity;
	}

	add(emissions: readonly Emission[]): void {
		// The sort is stable: revisions of one fact keep their order even within a millisecond.
		this.#ahead = [...this.#ahead.slice(this.#next), ...emissions].sort((a, b) => a.at - b.at);
		this.#next = 0;
	}

	/** Removes and returns what is due before `now`, at most `most` of it. */
	take(now: number, most = Infinity): Emission[] {
		const from = this.#next;
		while (this.nextAt < now && this.#next - from < most) this.#next++;
		return this.#ahead.slice(from, this.#next);
	}
}
