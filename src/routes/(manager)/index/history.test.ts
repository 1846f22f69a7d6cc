import { describe, expect, it } from 'vitest';
import type { HistoryAnswer, HistoryPoint } from '../../../lib/contract/history.ts';
import { DAY_MS } from '../../../lib/contract/instant.ts';
import { aloneOf, estimatesOf, periodOf, ticksOf, yDomain } from './history.ts';

const point = (as_of: string, value: number) =>
	({ as_of, index: { point: value, likely: { low: value - 2, high: value + 3 } } }) as HistoryPoint;
const answer = (points: HistoryPoint[], step: HistoryAnswer['step'] = 'minute') =>
	({ points, step }) as HistoryAnswer;

describe('the chart of the history', () => {
	it('leaves a gap where nothing was shown', () => {
		const rows = estimatesOf(
			answer([
				point('2026-11-24T08:00:00+08:00', 60),
				point('2026-11-24T08:01:00+08:00', 61),
				point('2026-11-24T12:00:00+08:00', 62)
			])
		);
		expect(rows.map(({ value }) => value)).toEqual([60, 61, null, 62]);
		expect(aloneOf(rows).map(({ value }) => value)).toEqual([62]);
	});
	it('holds every limit on its scale', () => {
		const rows = estimatesOf(answer([point('2026-11-24T08:00:00+08:00', 60)]));
		expect(yDomain(rows)).toEqual([55, 65]);
		expect(yDomain([])).toEqual([0, 100]);
	});
	it('spans what was asked for, from where anything was shown, ten minutes at least', () => {
		const whole = { from: '2026-11-20T08:00:00+08:00', to: '2026-11-24T08:00:00+08:00' };
		const hours = (points: HistoryPoint[]) => {
			const [from, to] = periodOf({ ...answer(points), ...whole });
			return (to - from) / 3_600_000;
		};
		expect(hours([])).toBe(96);
		expect(hours([point('2026-11-24T07:55:00+08:00', 60)])).toBeCloseTo(1 / 6);
		expect(hours([point('2026-11-24T07:30:00+08:00', 60)])).toBe(0.5);
		expect(hours([point('2026-11-24T02:00:00+08:00', 60)])).toBe(6);
		expect(hours([point('2026-11-20T08:00:00+08:00', 60)])).toBe(96);
	});
	it('has ticks on the Beijing clock, no more than fit, and a date at midnight', () => {
		const from = Date.parse('2026-11-24T07:30:00+08:00');
		const hours = ticksOf([from, from + DAY_MS], 8);
		expect(hours.at.map(hours.label)).toEqual([
			'09:00',
			'12:00',
			'15:00',
			'18:00',
			'21:00',
			'11-25',
			'03:00',
			'06:00'
		]);
		const days = ticksOf([from, from + 90 * DAY_MS], 10);
		expect(days.at.length).toBeLessThanOrEqual(10);
		expect(days.label(days.at[0]!)).toBe('11-25');
	});
});
