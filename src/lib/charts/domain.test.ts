import { describe, expect, it } from 'vitest';
import { closeRange, rateAxis } from './domain.ts';

describe('the axis of a rate', () => {
	it.each([
		['without values shows 85 to 100 %', [], [0.85, 1]],
		['zooms in on high rates', [0.97, null, 0.93], [0.85, 1]],
		['opens for a drop', [0.95, 0.69], [0.6, 1]],
		['goes down to 0 and no further', [0, 0.5], [0, 1]],
		['leaves room under a value that lies on a step', [0.8, 1], [0.75, 1]]
	])('%s', (_sentence, values, domain) => {
		const axis = rateAxis(values);
		expect(axis.domain).toEqual(domain);
		expect(axis.ticks[0]).toBe(domain[0]);
		expect(axis.ticks.at(-1)).toBe(1);
		expect(axis.ticks.length).toBeGreaterThanOrEqual(3);
		expect(axis.ticks.length).toBeLessThanOrEqual(6);
	});
});

describe('a close range', () => {
	it('holds its values with air on either side', () => {
		const [low, high] = closeRange([0.7, 0.8, null]);
		expect(low).toBeCloseTo(0.675);
		expect(high).toBeCloseTo(0.825);
	});

	it('is not so narrow that one value fills it, and is everything without values', () => {
		const [low, high] = closeRange([0.5]);
		expect(high - low).toBeCloseTo(0.04);
		expect(closeRange([null])).toEqual([0, 1]);
	});
});
