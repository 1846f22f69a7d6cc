import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../contract/instant.ts';
import { expectedVolume, volumeDays, type DayVolume } from './volume.ts';

const TODAY = Date.parse('2026-11-24T00:00+08:00');
/** 28 days before today; a day's evening has 10 calls, a Tuesday's 30. */
const days: DayVolume[] = Array.from({ length: 28 }, (_, index) => {
	const day = TODAY - (28 - index) * DAY_MS;
	const isTuesday = (28 - index) % 7 === 0;
	return { day, bySlot: { evening: isTuesday ? 30 : 10, morning: 5 } };
});

describe('expected volume', () => {
	it('takes each remaining day as its weekdays were', () => {
		const to = TODAY + 8 * DAY_MS;
		const expected = expectedVolume(days, { now: TODAY, to });
		expect(expected.evening).toBe(30 + 6 * 10 + 30);
		expect(expected.morning).toBe(40);
		expect(expected.night).toBe(0);
	});
	it('takes of today what is still ahead', () => {
		const at = (time: string) =>
			expectedVolume(days, { now: Date.parse(`2026-11-24T${time}+08:00`), to: TODAY + DAY_MS });
		expect(at('18:59')).toMatchObject({ evening: 30, morning: 0 });
		expect(at('20:00').evening).toBeCloseTo(15, 12);
		expect(at('21:00').evening).toBe(0);
	});
	it('is of all days where a weekday has not been yet, and does not count days before the first call', () => {
		const young: DayVolume[] = [
			{ day: TODAY - 3 * DAY_MS, bySlot: { evening: 0 } },
			{ day: TODAY - 2 * DAY_MS, bySlot: { evening: 8 } },
			{ day: TODAY - DAY_MS, bySlot: { evening: 12 } }
		];
		expect(volumeDays(young)).toHaveLength(2);
		expect(expectedVolume(young, { now: TODAY, to: TODAY + DAY_MS }).evening).toBe(10);
	});
	it('is nothing without history, or when the period is over', () => {
		expect(expectedVolume([], { now: TODAY, to: TODAY + DAY_MS }).evening).toBe(0);
		expect(expectedVolume(days, { now: TODAY, to: TODAY }).evening).toBe(0);
	});
});
