import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addToHistogram, bucketOf, histogramQuantile, newCounts } from './histogram.ts';

function histogramOf(values: readonly number[]) {
	const counts = newCounts();
	for (const value of values) addToHistogram(counts, bucketOf(value), 1);
	return counts;
}

/** Type 7. */
function exact(values: readonly number[], p: number): number {
	const ascending = [...values].sort((a, b) => a - b);
	const place = (ascending.length - 1) * p;
	const below = ascending[Math.floor(place)]!;
	return below + (ascending[Math.ceil(place)]! - below) * (place - Math.floor(place));
}

it('a quantile of a histogram is within 5 % of that of the values', () => {
	fc.assert(
		fc.property(
			fc.array(fc.oneof(fc.nat(30), fc.nat(120_000), fc.nat(40_000_000)), { minLength: 1 }),
			fc.constantFrom(0, 0.5, 0.9, 1),
			(values, p) => {
				const want = exact(values, p);
				const got = histogramQuantile(histogramOf(values), p)!;
				expect(Math.abs(got - want)).toBeLessThanOrEqual(0.05 * want);
			}
		)
	);
});

it('of nothing is null', () => {
	expect(histogramQuantile(newCounts(), 0.5)).toBeNull();
});
