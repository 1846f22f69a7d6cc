/** Two-sided 95 % normal quantile. */
export const Z_95 = 1.959963984540054;

/** A share of n facts with its interval. All five are 0..1 or counts; null where n is 0. */
export interface Rate {
	value: number | null;
	numerator: number;
	denominator: number;
	low: number | null;
	high: number | null;
}

/**
 * A rate with its 95 % Wilson score interval (Wilson 1927):
 * centre (p + z²/2n) / (1 + z²/n), half-width z √(p(1−p)/n + z²/4n²) / (1 + z²/n).
 * An empty denominator has no value and no interval, never 0 or 1.
 */
export function rate(numerator: number, denominator: number): Rate {
	if (denominator === 0)
		return { value: null, numerator: 0, denominator: 0, low: null, high: null };
	const p = numerator / denominator;
	const z2 = (Z_95 * Z_95) / denominator;
	const centre = (p + z2 / 2) / (1 + z2);
	const half = (Z_95 * Math.sqrt((p * (1 - p)) / denominator + z2 / (4 * denominator))) / (1 + z2);
	return {
		value: p,
		numerator,
		denominator,
		// Rounding must not push the interval past the value at p = 0 and p = 1.
		low: Math.max(0, Math.min(p, centre - half)),
		high: Math.min(1, Math.max(p, centre + half))
	};
}
