import { describe, expect, it } from 'vitest';
import { monthStarts, previousPeriod, yearEarlier } from './calendar.ts';
import { formatInstant } from './instant.ts';

/** `at('2026-03-01')` is a Beijing midnight; a time may follow. */
const at = (text: string) =>
	Date.parse(text.includes(' ') ? `${text.replace(' ', 'T')}+08:00` : `${text}T00:00:00+08:00`);
const period = (from: string, to: string) => ({ from: at(from), to: at(to) });
const shown = (instant: number) => formatInstant(instant).slice(0, 16).replace('T', ' ');
const ends = ({ from, to }: { from: number; to: number }) => [shown(from), shown(to)];

describe('months', () => {
	it.each<[number, string[]]>([
		[0, ['2026-01-01 00:00', '2026-02-01 00:00', '2026-03-01 00:00']],
		[20, ['2026-01-21 00:00', '2026-02-21 00:00']],
		[25, ['2025-12-26 00:00', '2026-01-26 00:00', '2026-02-26 00:00']],
		[28, ['2025-12-29 00:00', '2026-01-29 00:00', '2026-03-01 00:00']]
	])('that end on day %i begin on the day after', (endsOn, starts) => {
		const touched = monthStarts(period('2026-01-21', '2026-03-02'), endsOn);
		expect(touched.map(shown)).toEqual(starts);
	});

	it('ending on the 28th begin on 29 February in leap years', () => {
		const starts = monthStarts(period('2024-02-10', '2024-03-10'), 28).map(shown);
		expect(starts).toEqual(['2024-01-29 00:00', '2024-02-29 00:00']);
	});

	it('hold their first and not their last instant', () => {
		const february = at('2026-02-01');
		expect(monthStarts({ from: february, to: february + 1 }).map(shown)).toEqual([
			'2026-02-01 00:00'
		]);
		expect(monthStarts({ from: february - 1, to: february }).map(shown)).toEqual([
			'2026-01-01 00:00'
		]);
	});
});

describe('the previous period', () => {
	it.each([
		['2026-03-01', '2026-04-01', '2026-02-01 00:00', '2026-03-01 00:00'],
		['2026-01-01', '2026-02-01', '2025-12-01 00:00', '2026-01-01 00:00'],
		['2026-07-01', '2026-10-01', '2026-04-01 00:00', '2026-07-01 00:00'],
		['2026-02-21', '2026-03-21', '2026-01-21 00:00', '2026-02-21 00:00'],
		['2026-11-16', '2026-11-23', '2026-11-09 00:00', '2026-11-16 00:00'],
		['2026-11-23', '2026-11-24', '2026-11-22 00:00', '2026-11-23 00:00'],
		['2026-11-23 09:00', '2026-11-23 10:30', '2026-11-23 07:30', '2026-11-23 09:00'],
		['2026-01-30', '2026-03-30', '2025-12-02 00:00', '2026-01-30 00:00']
	])('of %s to %s', (from, to, wantFrom, wantTo) => {
		expect(ends(previousPeriod(period(from, to)))).toEqual([wantFrom, wantTo]);
	});
});

describe('a year earlier', () => {
	it.each([
		['2026-11-16', '2026-11-23', '2025-11-16 00:00', '2025-11-23 00:00'],
		['2025-02-01', '2025-03-01', '2024-02-01 00:00', '2024-03-01 00:00'],
		['2024-02-01', '2024-03-01', '2023-02-01 00:00', '2023-03-01 00:00'],
		['2024-02-29', '2024-03-01', '2023-02-28 00:00', '2023-03-01 00:00'],
		['2024-02-28', '2024-02-29', '2023-02-28 00:00', '2023-03-01 00:00'],
		['2024-02-28 20:00', '2024-02-29 06:00', '2023-02-28 20:00', '2023-03-01 06:00'],
		['2024-02-29 06:00', '2024-02-29 12:00', '2023-02-28 06:00', '2023-02-28 12:00']
	])('of %s to %s', (from, to, wantFrom, wantTo) => {
		expect(ends(yearEarlier(period(from, to)))).toEqual([wantFrom, wantTo]);
	});
});
