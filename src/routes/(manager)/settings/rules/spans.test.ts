import { expect, it } from 'vitest';
import type { CalendarDay } from '$lib/contract/calendar-days.ts';
import { spansOf } from './spans.ts';

const day = (date: string, rest: Partial<CalendarDay> = {}): CalendarDay => ({
	date,
	kind: 'holiday',
	name: '国庆节',
	set: false,
	version: 0,
	published: 'holiday',
	...rest
});
const linesOf = (...days: CalendarDay[]) =>
	spansOf(days).map(({ date, last, name }) => `${date} ${last} ${name}`);

it('days of one holiday are one line, also over the end of a month', () => {
	expect(linesOf(day('2026-09-30'), day('2026-10-01'), day('2026-10-02'))).toEqual([
		'2026-09-30 2026-10-02 国庆节'
	]);
});

it('a gap, another name, another kind and a day that somebody set begin a line', () => {
	expect(
		linesOf(
			day('2026-10-01'),
			day('2026-10-03'),
			day('2026-10-04', { name: '中秋' }),
			day('2026-10-05', { name: '中秋', kind: 'makeup' }),
			day('2026-10-06', { set: true }),
			day('2026-10-07', { set: true }),
			day('2026-10-08')
		)
	).toHaveLength(7);
});
