import { expect, it } from 'vitest';
import { MEASURE_IDS, type Measures } from '$lib/contract/measures.ts';
import { rate } from '$lib/statistics/wilson.ts';
import { pooled, usualWindows } from './usual.ts';

it('looks at the same weekday up to the same time of day', () => {
	const now = Date.parse('2026-11-24T19:42:00+08:00');
	const [last] = usualWindows(now);
	expect(new Date(last?.from ?? 0).toISOString()).toBe('2026-11-16T16:00:00.000Z');
	expect(new Date(last?.to ?? 0).toISOString()).toBe('2026-11-17T11:42:00.000Z');
	expect(usualWindows(now)).toHaveLength(4);
});

it('adds counts up, so that a busy week weighs more', () => {
	const week = (numerator: number, denominator: number) => ({
		measures: Object.fromEntries(
			MEASURE_IDS.map((id) => [id, rate(numerator, denominator)])
		) as unknown as Measures
	});
	const { connection_rate } = pooled([week(90, 100), week(0, 0), week(300, 400)]);
	expect(connection_rate).toEqual(rate(390, 500));
	expect(pooled([]).connection_rate?.value).toBeNull();
});
