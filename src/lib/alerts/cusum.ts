/**
 * The detector: a Bernoulli CUSUM (Page 1954) over facts that each went well or badly, in event time.
 * The score adds up the log-likelihood ratio of "a share p1 goes badly" against "p0, as usual" and
 * never falls below 0. Losses of a queue cluster, so each step is divided by the dispersion: the
 * variance of the city's own losses over the binomial one.
 */
export interface Steps {
	/** Added by a fact that went badly; above 0. */
	bad: number;
	/** Added by one that went well; below 0. */
	good: number;
}

/** Shares that no expectation may go beyond: at 0 or 1 a single fact would decide. */
export const LEAST_SHARE = 0.004;
export const MOST_SHARE = 0.95;

export function clampShare(share: number): number {
	return Math.min(MOST_SHARE, Math.max(LEAST_SHARE, share));
}

/** Looking for somewhat more than the fall to be heard makes the median delay least (docs/bench.md). */
const LOOKS_FOR = 1.2;

/** The bad share that the score looks for, of a rule that is to hear a fall by so many points. */
export function alternative(p0: number, fall: number): number {
	return Math.min(0.99, p0 + LOOKS_FOR * fall);
}

/** Steps for bad shares 0 < p0 < p1 < 1 and a dispersion of 1 or more. */
export function stepsOf(p0: number, p1: number, dispersion = 1): Steps {
	return {
		bad: Math.log(p1 / p0) / dispersion,
		good: Math.log((1 - p1) / (1 - p0)) / dispersion
	};
}

/** What the score has gathered since it last was 0: the likeliest beginning of a change. */
export interface Cusum {
	score: number;
	/** Time of the fact that lifted it from 0; 0 while it is 0. */
	since: number;
	n: number;
	bad: number;
	/** Bad facts to be expected among these n. */
	expectedBad: number;
}

export function idle(): Cusum {
	return { score: 0, since: 0, n: 0, bad: 0, expectedBad: 0 };
}

/** Adds one fact, in place: a million a second pass here in a backtest. */
export function step(cusum: Cusum, at: number, bad: boolean, p0: number, steps: Steps): void {
	const score = cusum.score + (bad ? steps.bad : steps.good);
	if (score <= 0) {
		cusum.score = 0;
		cusum.since = 0;
		cusum.n = 0;
		cusum.bad = 0;
		cusum.expectedBad = 0;
		return;
	}
	if (cusum.score === 0) cusum.since = at;
	cusum.score = score;
	cusum.n++;
	if (bad) cusum.bad++;
	cusum.expectedBad += p0;
}
