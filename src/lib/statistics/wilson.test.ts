import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { rate } from './wilson.ts';

describe('a rate', () => {
	// Wilson limits of published examples: Newcombe 1998, table I, method 3.
	test.each([
		[81, 263, 0.2553, 0.3662],
		[15, 148, 0.0624, 0.1605],
		[0, 20, 0, 0.1611],
		[1, 29, 0.0061, 0.1718],
		[5, 5, 0.5655, 1],
		[27, 30, 0.7438, 0.9654]
	])('of %i in %i lies in %f to %f', (numerator, denominator, low, high) => {
		const { value, low: l, high: h } = rate(numerator, denominator);
		expect(value).toBe(numerator / denominator);
		expect(l).toBeCloseTo(low, 4);
		expect(h).toBeCloseTo(high, 4);
	});

	it('of nothing has no value, never 0 or 1', () => {
		expect(rate(0, 0)).toEqual({
			value: null,
			numerator: 0,
			denominator: 0,
			low: null,
			high: null
		});
	});

	it('lies within its interval, and the interval within 0 and 1', () => {
		const pairs = fc
			.integer({ min: 1, max: 1e7 })
			.chain((n) => fc.tuple(fc.nat(n), fc.constant(n)));
		fc.assert(
			fc.property(pairs, ([k, n]) => {
				const { value, low, high } = rate(k, n);
				expect(0 <= low! && low! <= value! && value! <= high! && high! <= 1).toBe(true);
			})
		);
	});
});
