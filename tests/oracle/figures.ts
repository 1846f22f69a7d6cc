/** The two forms a figure takes, and their arithmetic. */

export interface Rate {
	value: number | null;
	numerator: number;
	denominator: number;
	low: number | null;
	high: number | null;
}

export interface Spread {
	mean: number | null;
	p50: number | null;
	p90: number | null;
}

const Z = 1.959963984540054;

/** The 95 % Wilson interval of x successes in n. */
export function wilson(x: number, n: number): { low: number; high: number } {
	const p = x / n;
	const centre = (p + (Z * Z) / (2 * n)) / (1 + (Z * Z) / n);
	const half = (Z / (1 + (Z * Z) / n)) * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n));
	return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** How many of the denominator also are in the numerator. */
export function rate<T>(denominator: readonly T[], counts: (one: T) => boolean): Rate {
	const x = denominator.filter(counts).length;
	const n = denominator.length;
	if (n === 0) return { value: null, numerator: 0, denominator: 0, low: null, high: null };
	return { value: x / n, numerator: x, denominator: n, ...wilson(x, n) };
}

export function mean(values: readonly number[]): number | null {
	if (values.length === 0) return null;
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Type 7: linear interpolation at (n - 1) p between the sorted values. */
export function quantile(values: readonly number[], p: number): number | null {
	const sorted = [...values].sort((a, b) => a - b);
	const place = (sorted.length - 1) * p;
	const below = sorted[Math.floor(place)];
	const above = sorted[Math.ceil(place)];
	if (below === undefined || above === undefined) return null;
	return below + (above - below) * (place - Math.floor(place));
}

export const spread = (values: readonly number[]): Spread => ({
	mean: mean(values),
	p50: quantile(values, 0.5),
	p90: quantile(values, 0.9)
});
