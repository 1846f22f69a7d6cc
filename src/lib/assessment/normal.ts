/** The standard normal distribution. */

const ERFC = [
	-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
	-0.82215223, 0.17087277
];

/**
 * Φ(z) by the Chebyshev fit of erfc in Press et al., Numerical Recipes, section 6.2 (`erfcc`):
 * relative error below 1.2e-7 everywhere.
 */
export function normalCdf(z: number): number {
	if (z === 0) return 0.5;
	const x = Math.abs(z) / Math.SQRT2;
	const t = 1 / (1 + x / 2);
	let series = 0;
	for (let k = ERFC.length - 1; k >= 0; k--) series = series * t + ERFC[k]!;
	const tail = (t * Math.exp(-x * x + series)) / 2;
	return z < 0 ? tail : 1 - tail;
}

/** z with Φ(z) = p, by halving; for the few places where speed does not matter. */
export function normalQuantile(p: number): number {
	if (p <= 0) return -Infinity;
	if (p >= 1) return Infinity;
	let [low, high] = [-9, 9];
	for (let step = 0; step < 60; step++) {
		const middle = (low + high) / 2;
		if (normalCdf(middle) < p) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}
