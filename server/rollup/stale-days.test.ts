import { describe, expect, it } from 'vitest';
import { StaleDays } from './stale-days.ts';

const touched = (...days: number[]) => {
	const stale = new StaleDays();
	for (const day of days) stale.touch(day);
	return stale;
};

describe('days that were written to', () => {
	it('are no longer stale once they are read', () => {
		const stale = touched(1, 2, 3);
		const { days, done } = stale.reading((day) => day < 3);
		expect(days).toEqual([1, 2]);
		done();
		expect(stale.days).toEqual([3]);
	});
	it('stay stale when they are written to while they are read', () => {
		const stale = touched(1, 2);
		const { done } = stale.reading();
		stale.touch(2);
		done();
		expect(stale.days).toEqual([2]);
	});
	it('are followed where a step alone has touched them', () => {
		const stale = touched(1, 2, 2);
		const current = stale.touchedOnce([1, 2, 3]);
		expect([...current]).toEqual([1]);
		stale.strike(current);
		expect(stale.days).toEqual([2]);
	});
});
