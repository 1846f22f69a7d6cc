/** The queue: first come, first served, by as many agents as the hour's roster has. */
import { HOUR_MS } from '#contract/instant';
import { slotAt, type PhoneSlotId } from '#contract/slots';
import { expectedInHour, hourOf } from './calendar.ts';
import {
	FIRST_CALLS_PER_WORKDAY,
	MENU_HANGUP_SHARE,
	STAFFING_MARGIN,
	TALK,
	WRAP_UP_SECONDS
} from './parameters.ts';

/** Repeats and redials that planners know of, relative to first calls. */
const FURTHER_CALLS = 1.14;
const HANDLING_SECONDS = TALK.medianSeconds * Math.exp(TALK.sigma ** 2 / 2) + WRAP_UP_SECONDS;

/**
 * Agents on duty in each Beijing hour: the offered load in Erlang plus a margin in its square root,
 * planned for a mean day of this weekday; neither incidents nor the day's own factor are foreseen.
 */
export function roster(midnight: number, scale: number): number[] {
	return Array.from({ length: 24 }, (_, hour) => {
		const dialled = expectedInHour(FIRST_CALLS_PER_WORKDAY * FURTHER_CALLS * scale, midnight, hour);
		const load = (dialled * (1 - MENU_HANGUP_SHARE) * HANDLING_SECONDS) / 3_600;
		const slot = slotAt('phone', midnight + hour * HOUR_MS).id as PhoneSlotId;
		return Math.max(1, Math.round(load + STAFFING_MARGIN[slot] * Math.sqrt(load)));
	});
}

export class Switchboard {
	readonly #freeAt: number[];

	/** Every day begins with an empty queue and idle agents: at midnight next to nobody calls. */
	constructor(
		readonly midnight: number,
		readonly agentsByHour: readonly number[]
	) {
		this.#freeAt = new Array<number>(Math.max(...agentsByHour)).fill(midnight);
	}

	/** The earliest instant from `at` on at which this agent is on duty; Infinity if not today. */
	#onDuty(agent: number, at: number): number {
		for (let hour = hourOf(this.midnight, at); hour < 24; hour++)
			if (agent < (this.agentsByHour[hour] ?? 0))
				return Math.max(at, this.midnight + hour * HOUR_MS);
		return Infinity;
	}

	/**
	 * The next caller in the order of the queue: who takes the call and when, or null when patience
	 * ends first. `handlingMs` is drawn by the caller of this method, talk and write-up together.
	 */
	offer(
		queuedAt: number,
		patienceMs: number,
		handlingMs: number
	): { agent: number; answeredAt: number } | null {
		let agent = -1;
		let answeredAt = Infinity;
		for (const [candidate, freeAt] of this.#freeAt.entries()) {
			const at = this.#onDuty(candidate, Math.max(queuedAt, freeAt));
			// Among idle agents the one who has been idle longest.
			if (at < answeredAt || (at === answeredAt && freeAt < (this.#freeAt[agent] ?? 0)))
				[agent, answeredAt] = [candidate, at];
		}
		if (answeredAt > queuedAt + patienceMs) return null;
		this.#freeAt[agent] = answeredAt + handlingMs;
		return { agent, answeredAt };
	}
}
