import { expect, it } from 'vitest';
import type { LiveExpected } from '$lib/contract/live-expected.ts';
import { expectedOver, expectedRanges, gapOf } from './expected.ts';

const usual = (rate: number, calls: number) => ({ rate, calls });
const day = (more: Record<number, ReturnType<typeof usual> | null>): LiveExpected => ({
	day_kind: 'workday',
	dispersion: 4,
	day_deviation: 0,
	hours: Array.from({ length: 24 }, (_, hour) => more[hour] ?? null)
});

it('weighs hours by their usual calls, and parts of hours by their length', () => {
	const expected = day({ 18: usual(0.9, 100), 19: usual(0.8, 300) });
	expect(expectedOver(expected, 18, 20)).toBeCloseTo(0.825);
	expect(expectedOver(expected, 18.5, 19.5)).toBeCloseTo((45 + 120) / 200);
	expect(expectedOver(expected, 18.25, 18.5)).toBeCloseTo(0.9);
});

it('says nothing where any of the stretch is unknown, or nobody watches', () => {
	expect(expectedOver(day({ 18: usual(0.9, 100) }), 18, 20)).toBeNull();
	expect(expectedOver(day({ 0: usual(0.9, 9) }), -0.5, 0.5)).toBeNull();
	expect(expectedOver(null, 18, 20)).toBeNull();
});

it('makes the range of a step as wide as its few calls and the city’s own dispersion ask', () => {
	const [range] = expectedRanges(day({ 10: usual(0.9, 144) }), 0.25);
	// 36 calls a quarter: √(4 · 0.09 / 36) = 0.1.
	expect(range).toMatchObject({ from: 10, to: 11, high: 1 });
	expect(range?.low).toBeCloseTo(0.9 - 0.196);
	expect(expectedRanges(day({ 3: usual(0.9, 40) }), 0.25)).toEqual([]);
});

it('calls a figure low only when the city’s usual ups and downs do not explain it', () => {
	const expected = day({});
	// √(4 · 0.09 / 100) = 0.06, so 0.1176 below 0.9.
	const low = gapOf({ value: 0.78, denominator: 100 }, 0.9, expected);
	expect(low).toEqual({ points: expect.closeTo(-12) as number, isLow: true });
	expect(gapOf({ value: 0.79, denominator: 100 }, 0.9, expected)?.isLow).toBe(false);
	expect(gapOf({ value: null, denominator: 0 }, 0.9, expected)).toBeNull();
	expect(gapOf({ value: 0.9, denominator: 100 }, null, expected)).toBeNull();
});

it('takes the gap from the figures as they are shown, so that a reader can do the sum', () => {
	// 80.4 and 92.9 stand on the wall; unrounded they are 12.43 apart.
	const gap = gapOf({ value: 0.80426, denominator: 705 }, 0.92853, day({}));
	expect(gap?.points.toFixed(1)).toBe('-12.5');
});

it('grants that whole days differ, however many calls a figure has', () => {
	const expected = { ...day({}), day_deviation: 0.04 };
	// 1.96 × 0.04 = 0.078 below 0.9.
	expect(gapOf({ value: 0.83, denominator: 1e6 }, 0.9, expected)?.isLow).toBe(false);
	expect(gapOf({ value: 0.81, denominator: 1e6 }, 0.9, expected)?.isLow).toBe(true);
});
