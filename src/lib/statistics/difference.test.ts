import { expect, it } from 'vitest';
import { isBeyondError, rateDifference } from './difference.ts';
import { rate } from './wilson.ts';

// Newcombe RG, Statistics in Medicine 17 (1998) 873–890, table II, method 10.
it.each([
	[56, 70, 48, 80, 0.0524, 0.3339, true],
	[9, 10, 3, 10, 0.1705, 0.809, true],
	[6, 7, 2, 7, 0.0582, 0.8062, true],
	[5, 56, 0, 29, -0.0381, 0.1926, false],
	[0, 10, 0, 20, -0.1611, 0.2775, false],
	[0, 10, 0, 10, -0.2775, 0.2775, false],
	[10, 10, 0, 20, 0.6791, 1, true],
	[10, 10, 0, 10, 0.6075, 1, true]
])('%i/%i less %i/%i', (x, m, y, n, low, high, beyond) => {
	const difference = rateDifference(rate(x, m), rate(y, n))!;
	expect(difference.value).toBeCloseTo(x / m - y / n, 12);
	expect(difference.low).toBeCloseTo(low, 4);
	expect(difference.high).toBeCloseTo(high, 4);
	expect(isBeyondError(difference)).toBe(beyond);
});

it('is the mirror image the other way round', () => {
	const there = rateDifference(rate(56, 70), rate(48, 80))!;
	const back = rateDifference(rate(48, 80), rate(56, 70))!;
	expect([back.value, back.low, back.high]).toEqual([-there.value, -there.high, -there.low]);
});

it('is nothing where one of them has no facts', () => {
	expect(rateDifference(rate(0, 0), rate(1, 2))).toBeNull();
	expect(rateDifference(rate(1, 2), rate(0, 0))).toBeNull();
});
