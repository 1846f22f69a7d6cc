/** Scales that single wild values do not move, and what of a scale is more than chance. Pure. */

/** Squares beyond so many deviations are cut there. */
const CUT = 1.5;
/** E min(z², 1.5²) of a standard normal z: what cutting leaves of 1. */
const KEPT = 0.7785;
/** Median of z². */
const MEDIAN = 0.4549;
const ROUNDS = 20;

/**
 * Mean of squared standardised residuals by Huber's proposal 2 (1964): incidents that nobody noted count
 * as 1.5 deviations at most, and a third of the values may be such. 1 for independent facts, 0 of none.
 */
export function meanSquare(squares: readonly number[]): number {
	if (squares.length === 0) return 0;
	const sorted = [...squares].sort((a, b) => a - b);
	let scale = sorted[sorted.length >> 1]! / MEDIAN;
	for (let round = 0; round < ROUNDS; round++) {
		const most = CUT * CUT * scale;
		const sum = squares.reduce((before, square) => before + Math.min(square, most), 0);
		scale = sum / (squares.length * KEPT);
	}
	return scale;
}

/**
 * What of an excess over a granted mean square is more than chance (James and Stein 1961, positive part):
 * of `free` degrees of freedom, the variance of the mean square is 2 × granted² / free.
 */
export function surely(excess: number, granted: number, free: number): number {
	if (excess <= 0 || free <= 0) return 0;
	return Math.max(0, excess - (2 * granted * granted) / free / excess);
}
