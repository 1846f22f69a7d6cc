import { describe, expect, it } from 'vitest';
import { weightedMean } from './weighted-mean.ts';
import { rate } from './wilson.ts';

describe('the weighted mean of rates', () => {
	it('of one rate is that rate with its Wilson limits', () => {
		const one = rate(81, 100);
		const mean = weightedMean([{ rate: one, weight: 1 }])!;
		expect(mean.value).toBeCloseTo(0.81, 12);
		expect(mean.low).toBeCloseTo(one.low!, 12);
		expect(mean.high).toBeCloseTo(one.high!, 12);
	});
	it('of two equal ones is narrower than either by √2', () => {
		const one = rate(50, 100);
		const parts = [
			{ rate: one, weight: 0.5 },
			{ rate: one, weight: 0.5 }
		];
		expect(0.5 - weightedMean(parts)!.low).toBeCloseTo((0.5 - one.low!) / Math.SQRT2, 12);
	});
	it('is null where a rate that counts has no facts, and leaves out one without weight', () => {
		const parts = [
			{ rate: rate(1, 2), weight: 1 },
			{ rate: rate(0, 0), weight: 0 }
		];
		expect(weightedMean(parts)?.value).toBe(0.5);
		expect(weightedMean([{ ...parts[1]!, weight: 1 }])).toBeNull();
		expect(weightedMean([])).toBeNull();
	});
});
