/**
 * How long a CUSUM runs until it reaches a threshold, by the Markov chain of Brook and Evans (1972):
 * the score on a grid, each step shared between the two grid points beside it so that its mean is kept.
 */
import { alternative, clampShare, stepsOf } from './cusum.ts';

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
	/** What the score takes for usual: more than p0 where days differ. */
	reference: number;
	/** Standard deviation of the day's true share around p0. */
	deviation: number;
}

/** Gauss and Hermite's three points for a normal deviation; days better than usual raise nothing. */
const NODES = [
	[0, 2 / 3],
	[Math.sqrt(3), 1 / 6]
] as const;

/**
 * Days with a false alert, as a share, at a threshold of the scaled score: the mean over how good or bad
 * a day may be by itself. Clustered losses make fewer and longer excursions than this reckons with.
 */
export function falseAlertsADay(loads: readonly Load[], fallPoints: number, h: number): number {
	return NODES.reduce((sum, [deviations, weight]) => {
		const alerts = loads.reduce((before, { facts, p0, reference, deviation }) => {
			const p = clampShare(p0 + deviations * deviation);
			return before + facts / meanRunLength(reference, alternative(reference, fallPoints), h, p);
		}, 0);
		return sum + weight * (1 - Math.exp(-alerts));
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

/** Mean number of facts until a lasting bad share p is heard, against a reference share. */
export function meanDelay(
	reference: number,
	fallPoints: number,
	h: number,
	dispersion: number,
	p: number
): number {
	return meanRunLength(reference, alternative(reference, fallPoints), h * dispersion, p);
}
