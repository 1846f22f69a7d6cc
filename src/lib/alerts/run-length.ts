/**
 * How long a CUSUM runs until it reaches a threshold, by the Markov chain of Brook and Evans (1972):
 * the score on a grid, each step shared between the two grid points beside it so that its mean is kept.
 */
import { alternative, clampShare, stepsOf } from './cusum.ts';

const GRID = 120;
/** A row of the equations, and its right side. */
const ROW = GRID + 1;
/** Written anew by each run: a threshold takes some dozens of them. */
const system = new Float64Array(GRID * ROW);

/** Mean number of facts until the score, from 0, reaches h, when a share p goes badly. */
export function meanRunLength(p0: number, p1: number, h: number, p: number): number {
	const steps = stepsOf(p0, p1);
	const width = h / GRID;
	// Rows of (I − Q | 1); the band is as wide as the greater step.
	system.fill(0);
	for (let from = 0; from < GRID; from++) {
		const row = from * ROW;
		system[row + from] = 1;
		system[row + GRID] = 1;
		share(row, from + steps.bad / width, p);
		share(row, Math.max(0, from + steps.good / width), 1 - p);
	}
	const down = Math.ceil(-steps.good / width) + 1;
	const up = Math.ceil(steps.bad / width) + 1;
	return solveFirst(down, up);
}

/** Where a step of this chance leads, between the two grid points beside it; beyond the last it is absorbed. */
function share(row: number, to: number, chance: number): void {
	const below = Math.floor(to);
	const part = to - below;
	if (below < GRID) system[row + below]! -= chance * (1 - part);
	if (below + 1 < GRID) system[row + below + 1]! -= chance * part;
}

/** First unknown of a diagonally dominant band system, eliminated from the end: no fill outside the band. */
function solveFirst(down: number, up: number): number {
	for (let pivot = GRID - 1; pivot > 0; pivot--) {
		const from = pivot * ROW;
		const first = Math.max(0, pivot - down);
		for (let at = pivot - 1; at >= Math.max(0, pivot - up); at--) {
			const row = at * ROW;
			const factor = system[row + pivot]! / system[from + pivot]!;
			if (factor === 0) continue;
			for (let column = first; column < pivot; column++)
				system[row + column]! -= factor * system[from + column]!;
			system[row + GRID]! -= factor * system[from + GRID]!;
		}
	}
	return system[GRID]! / system[0]!;
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
