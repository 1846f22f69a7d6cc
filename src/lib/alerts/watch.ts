/**
 * One rate rule over the facts of a city in event time: the same for the live engine and the
 * backtest. It fires when the score reaches the threshold, and clears at another level: when the
 * evidence that all is as usual again, gathered since the alert, reaches part of the threshold.
 */
import { BEIJING_OFFSET_MS, DAY_MS, HOUR_MS, MINUTE_MS } from '../contract/instant.ts';
import { idle, step, type Cusum } from './cusum.ts';
import type { Tuning } from './tuning.ts';

export interface Trial {
	/** When it was decided. */
	at: number;
	/** The time of the measure's window: decides hour and expectation. */
	placed: number;
	bad: boolean;
}

/** The figures of an alert, of a rate. */
export interface Fall {
	since: number;
	firedAt: number;
	/** Facts since `since`, up to the present or the recovery. */
	n: number;
	bad: number;
	expectedBad: number;
	/** Greatest bad share over 20 facts. */
	worst: number;
	/** Facts between `since` and the alert. */
	delayFacts: number;
	/** Bad facts beyond the expected ones before the alert. */
	lostBefore: number;
}

export type Change =
	| { type: 'fired'; at: number; fall: Fall }
	| { type: 'resolved'; at: number; endedAt: number; fall: Fall; why: 'recovered' | 'expired' };

const CLEAR_PART = 0.4;
const KEEP_FIRING_MS = 5 * MINUTE_MS;
/** Without a fact for so long there is nothing left to say about a fall. */
const EXPIRES_MS = 90 * MINUTE_MS;
const FORGETS_MS = 36 * HOUR_MS;
const DEPTH_FACTS = 20;

export class RateWatch {
	fall: Fall | null = null;
	cusum: Cusum = idle();
	#tuning: Tuning | null = null;
	#day = NaN;
	#recovery = 0;
	#recoverySince = 0;
	/** The fall's counts as recovery began: what came after belongs to it no more. */
	#before: { n: number; bad: number; expectedBad: number } | null = null;
	#recent: number[] = [];
	#lastAt = 0;
	readonly #tuningOf: (day: number) => Tuning;

	/** `tuningOf` gives the parameters of a Beijing day (its midnight). */
	constructor(tuningOf: (day: number) => Tuning) {
		this.#tuningOf = tuningOf;
	}

	/** Share of the threshold that is reached, 0 to 1. */
	get tension(): number {
		return this.#tuning ? Math.min(1, this.cusum.score / this.#tuning.threshold) : 0;
	}

	/** Parameters were worked out anew: the next fact asks for them. */
	retune(): void {
		this.#day = NaN;
	}

	add(trial: Trial): Change | null {
		const sinceMidnight = (trial.placed + BEIJING_OFFSET_MS) % DAY_MS;
		const day = trial.placed - sinceMidnight;
		if (day !== this.#day) {
			this.#tuning = this.#tuningOf(day);
			this.#day = day;
		}
		const hour = this.#tuning!.hours[Math.floor(sinceMidnight / HOUR_MS)];
		if (!hour) return null;
		const expired = this.tick(trial.at);
		if (!this.fall && trial.at - this.#lastAt > FORGETS_MS) this.cusum = idle();
		this.#lastAt = trial.at;
		this.#remember(trial.bad);
		const { p0, steps } = hour;
		if (this.fall) return this.#follow(this.fall, trial, p0, steps);
		step(this.cusum, trial.at, trial.bad, p0, steps);
		if (this.cusum.score < this.#tuning!.threshold) return expired;
		return expired ?? this.#fire(trial.at);
	}

	/** Time passes without a fact. */
	tick(now: number): Change | null {
		if (!this.fall || now - this.#lastAt <= EXPIRES_MS) return null;
		return this.#resolve(this.#lastAt + EXPIRES_MS, 'expired');
	}

	#remember(bad: boolean): void {
		this.#recent.push(bad ? 1 : 0);
		if (this.#recent.length > DEPTH_FACTS) this.#recent.shift();
	}

	#recentShare(most: number): number {
		const recent = this.#recent.slice(-most);
		return recent.reduce((sum, bad) => sum + bad, 0) / recent.length;
	}

	#fire(at: number): Change {
		const { since, n, bad, expectedBad } = this.cusum;
		this.fall = {
			since,
			firedAt: at,
			n,
			bad,
			expectedBad,
			worst: this.#recentShare(Math.min(n, DEPTH_FACTS)),
			delayFacts: n,
			lostBefore: Math.max(0, bad - expectedBad)
		};
		this.#recovery = 0;
		this.#before = null;
		this.cusum = idle();
		return { type: 'fired', at, fall: this.fall };
	}

	#follow(
		fall: Fall,
		trial: Trial,
		p0: number,
		steps: { bad: number; good: number }
	): Change | null {
		const recovery = Math.max(0, this.#recovery - (trial.bad ? steps.bad : steps.good));
		if (recovery === 0) this.#before = null;
		else if (this.#recovery === 0) {
			this.#recoverySince = trial.at;
			this.#before = { n: fall.n, bad: fall.bad, expectedBad: fall.expectedBad };
		}
		this.#recovery = recovery;
		fall.n++;
		if (trial.bad) fall.bad++;
		fall.expectedBad += p0;
		if (this.#recent.length === DEPTH_FACTS)
			fall.worst = Math.max(fall.worst, this.#recentShare(DEPTH_FACTS));
		const isClear = recovery >= CLEAR_PART * this.#tuning!.threshold;
		if (!isClear || trial.at - fall.firedAt < KEEP_FIRING_MS) return null;
		return this.#resolve(trial.at, 'recovered');
	}

	#resolve(at: number, why: 'recovered' | 'expired'): Change {
		const fall = this.fall!;
		const endedAt = this.#before ? this.#recoverySince : this.#lastAt;
		if (this.#before) Object.assign(fall, this.#before);
		this.fall = null;
		this.cusum = idle();
		this.#before = null;
		return { type: 'resolved', at, endedAt: Math.max(endedAt, fall.since), fall, why };
	}
}
