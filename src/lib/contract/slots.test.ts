import { describe, expect, it, test } from 'vitest';
import { parseIsoInstant } from './instant.ts';
import { slotAt, slotsOf } from './slots.ts';

const at = (time: string) => parseIsoInstant(`2026-11-23T${time}+08:00`)!;

describe('slots', () => {
	test.each([
		['phone', '08:59:59.999', 'off'],
		['phone', '09:00:00.000', 'morning'],
		['phone', '11:00:00.000', 'noon'],
		['phone', '16:59:59.999', 'afternoon'],
		['phone', '17:00:00.000', 'dusk'],
		['phone', '19:00:00.000', 'evening'],
		['phone', '21:00:00.000', 'night'],
		['phone', '23:59:59.999', 'night'],
		['phone', '00:00:00.000', 'off'],
		['online', '11:00:00.000', 'off'],
		['online', '13:00:00.000', 'afternoon'],
		['online', '20:59:59.999', 'evening'],
		['online', '21:00:00.000', 'off']
	] as const)('%s at %s is %s', (medium, time, slot) => {
		expect(slotAt(medium, at(time)).id).toBe(slot);
	});

	it('end where the next begins, at midnight too', () => {
		expect(slotAt('phone', at('22:00:00')).to).toBe(at('00:00:00') + 86_400_000);
	});

	it('cover each hour of the day once', () => {
		for (const medium of ['phone', 'online'] as const) {
			const hours = slotsOf(medium).flatMap(({ hours }) =>
				hours.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i))
			);
			expect(hours.sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, i) => i));
		}
	});
});
