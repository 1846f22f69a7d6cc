import { describe, expect, it } from 'vitest';
import { assess } from '../../../lib/assessment/assess.ts';
import { city, measureAll } from '../../../lib/assessment/fixtures.ts';
import { NATIONAL_2023 } from '../../../lib/assessment/national-2023.ts';
import { scaleOf, waterfallOf } from './waterfall.ts';

describe('the waterfall', () => {
	it('leads from the nation’s index to the city’s in nine steps', () => {
		const measured = measureAll(({ mean, target, id }) => (id === 'trust' ? target : mean));
		const fall = waterfallOf(assess(city({ measured, tier: '一线' })), NATIONAL_2023);
		expect(fall.start).toBeCloseTo(65.47, 1);
		expect(fall.falls).toHaveLength(9);
		expect(fall.falls.at(-1)!.to).toBeCloseTo(fall.end, 9);
		expect(fall.falls.map(({ delta }) => Math.abs(delta) > 1e-9)).toEqual([
			...Array<boolean>(8).fill(false),
			true
		]);
		expect(fall.falls.at(-1)!.delta).toBeCloseTo((0.3 * 0.4 * (100 - 61.27)) / 3, 9);
	});
	it('has a scale that holds every step', () => {
		const fall = waterfallOf(assess(city({ tier: '五线' })), NATIONAL_2023);
		const [low, high] = scaleOf(fall);
		for (const { from, to } of fall.falls)
			for (const value of [from, to]) {
				expect(value).toBeGreaterThan(low);
				expect(value).toBeLessThan(high);
			}
	});
});
