/** Touches of a day that are told apart. */
const MOST_KEPT = 8;

/** By day the touch of a step that wrote to it. */
export type Marks = ReadonlyMap<number, number>;

/** Days that were written to since what is kept of them was read. */
export class StaleDays {
	/** Numbers of the touches of each that are not here yet, ascending. */
	readonly #touches = new Map<number, number[]>();
	#last = 0;

	touch(day: number): void {
		const touches = this.#touches.get(day);
		const touch = ++this.#last;
		if (!touches) this.#touches.set(day, [touch]);
		// Where nobody reads for long, the first and the last say enough.
		else if (touches.length < MOST_KEPT) touches.push(touch);
		else touches.splice(1, MOST_KEPT, touch);
	}

	get days(): number[] {
		return [...this.#touches.keys()];
	}

	/** As they are before they are read; returns what says that they were: a day touched since stays stale. */
	reading(of: (day: number) => boolean = () => true): { days: number[]; done: () => void } {
		const last = this.#last;
		const days = this.days.filter(of);
		return {
			days,
			done: () => {
				for (const day of days) this.#keep(day, (touch) => touch > last);
			}
		};
	}

	/** The touch of the step that has just touched these days: what it wrote is brought in later. */
	marks(days: readonly number[]): Marks {
		return new Map(
			days.flatMap((day) => (this.#touches.get(day) ?? []).slice(-1).map((m) => [day, m]))
		);
	}

	/**
	 * Takes in what a step wrote: the days of which everything before it is here, and it is not. Its own touch
	 * of these is struck; one that came since is not.
	 */
	take(marks: Marks): ReadonlySet<number> {
		const current = [...marks].filter(([day, mark]) => this.#touches.get(day)?.[0] === mark);
		for (const [day, mark] of current) this.#keep(day, (touch) => touch > mark);
		return new Set(current.map(([day]) => day));
	}

	#keep(day: number, isOpen: (touch: number) => boolean): void {
		const open = this.#touches.get(day)?.filter(isOpen) ?? [];
		if (open.length > 0) this.#touches.set(day, open);
		else this.#touches.delete(day);
	}
}
