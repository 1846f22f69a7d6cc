/**
 * How long a CUSUM runs until it reaches a threshold, by the Markov chain of Brook and Evans (1972):
 * the score on a grid, each step shared between the two grid points beside it so that its mean is kept.
 */
import { alternative, stepsOf } from './cusum.ts';

const GRID = 120;

/** Mean number of facts until the score, from 0, reaches h, when a share p goes badly. */
export function meanRunLength(p0: number, p1: number, h: number, p: number): number {
	const steps = stepsOf(p0, p1);
	const width = h / GRID;
	// Rows of (I − Q | 1); the band is as wide as the greater step.
	const rows = Array.from({ length: GRID }, (_, from) => {
		const row = new Float64Array(GRID + 1);
		row[from] = 1;
		row[GRID] = 1;
		for (const [jump, chance] of [
			[steps.bad, p],
			[steps.good, 1 - p]
		] as const) {
			const to = Math.max(0, from + jump / width);
			const below = Math.floor(to);
			const part = to - below;
			if (below < GRID) row[below]! -= chance * (1 - part);
			if (below + 1 < GRID) row[below + 1]! -= chance * part;
		}
		return row;
	});
	const down = Math.ceil(-steps.good / width) + 1;
	const up = Math.ceil(steps.bad / width) + 1;
	return solveFirst(rows, down, up);
}

/** First unknown of a diagonally dominant band system, eliminated from the end: no fill outside the band. */
function solveFirst(rows: Float64Array[], down: number, up: number): number {
	const last = rows.length;
	for (let pivot = last - 1; pivot > 0; pivot--) {
		const from = rows[pivot]!;
		for (let at = pivot - 1; at >= Math.max(0, pivot - up); at--) {
			const row = rows[at]!;
			const factor = row[pivot]! / from[pivot]!;
			if (factor === 0) continue;
			for (let column = Math.max(0, pivot - down); column < pivot; column++)
				row[column]! -= factor * from[column]!;
			row[last]! -= factor * from[last]!;
		}
	}
	return rows[0]![last]! / rows[0]![0]!;
}

/** So many facts a day whose usual bad share is p0. */
export interface Load {
	facts: number;
	p0: number;
	/** The share that may really be usual, where p0 is an estimate that may be too low. */
	upper: number;
}

/**
 * Expected false alerts a day at a threshold of the scaled score. Clustered losses make fewer and
 * longer excursions than this reckons with; simulated queues need that margin.
 */
export function falseAlertsADay(loads: readonly Load[], fallPoints: number, h: number): number {
	return loads.reduce((sum, { facts, p0, upper }) => {
		const runs = meanRunLength(p0, alternative(p0, fallPoints), h, upper);
		return sum + facts / runs;
	}, 0);
}

const LOWEST = 2;
const HIGHEST = 25;
/** A threshold, and the logarithm of a false alarm rate, need not be known better. */
const CLOSE = 0.01;

/**
 * The least threshold (in units of the scaled score) with at most this many false alerts a day.
 * At least 2: one or two facts alone never make an alert.
 */
export function thresholdFor(
	loads: readonly Load[],
	fallPoints: number,
	falseADay: number
): number {
	// The logarithm falls almost straight: regula falsi (Illinois) needs a few runs of the chain.
	const over = (h: number) => Math.log(falseAlertsADay(loads, fallPoints, h) / falseADay);
	let [low, high] = [LOWEST, HIGHEST];
	let [atLow, atHigh] = [over(low), over(high)];
	if (atLow <= 0) return low;
	if (atHigh >= 0) return high;
	for (let i = 0; i < 12 && high - low > CLOSE; i++) {
		const h = (low * atHigh - high * atLow) / (atHigh - atLow);
		const at = over(h);
		if (Math.abs(at) < CLOSE) return h;
		if (at > 0) {
			[low, atLow] = [h, at];
			atHigh /= 2;
		} else {
			[high, atHigh] = [h, at];
			atLow /= 2;
		}
	}
	return high;
}

/** Mean number of facts until a lasting bad share p is heard. */
export function meanDelay(
	p0: number,
	fallPoints: number,
	h: number,
	dispersion: number,
	p: number
): number {
	return meanRunLength(p0, alternative(p0, fallPoints), h * dispersion, p);
}
