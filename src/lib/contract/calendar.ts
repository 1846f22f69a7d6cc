/** The Beijing calendar: months that end on a chosen day, and the periods that a period is compared with. */
import { BEIJING_OFFSET_MS, beijingMidnight, DAY_MS } from './instant.ts';

/** Half-open, in epoch milliseconds. */
export interface Period {
	from: number;
	to: number;
}

/** The last day that every month has: months may end on any day up to it. */
export const LATEST_MONTH_END = 28;
const MONTHS = 12;

interface BeijingDate {
	year: number;
	/** From 0. */
	month: number;
	day: number;
}

/** The Beijing date of an instant. */
export function dateOf(instant: number): BeijingDate {
	const local = new Date(instant + BEIJING_OFFSET_MS);
	return { year: local.getUTCFullYear(), month: local.getUTCMonth(), day: local.getUTCDate() };
}

/** The Beijing midnight at which a date begins; days and months past their end roll over. */
export function midnightOf({ year, month, day }: BeijingDate): number {
	const local = new Date(0);
	local.setUTCFullYear(year, month, day);
	return local.getTime() - BEIJING_OFFSET_MS;
}

/** Where a month begins: months are numbered through; with `endsOn` 20 it begins on the 21st, with 0 on the 1st. */
const monthStart = (index: number, endsOn: number) =>
	midnightOf({ year: Math.floor(index / MONTHS), month: index % MONTHS, day: endsOn + 1 });

/** The number of the month that holds an instant. */
function monthAt(instant: number, endsOn: number): number {
	const { year, month } = dateOf(instant);
	const index = year * MONTHS + month;
	return monthStart(index, endsOn) <= instant ? index : index - 1;
}

/** Starts of the months that touch a window; `endsOn` is a day 1..28, or 0 for calendar months. */
export function monthStarts({ from, to }: Period, endsOn = 0): number[] {
	const starts: number[] = [];
	for (let index = monthAt(from, endsOn); monthStart(index, endsOn) < to; index++)
		starts.push(monthStart(index, endsOn));
	return starts;
}

/** The period as months, where it is exactly some: calendar months first, else ending on one day. */
function wholeMonths({ from, to }: Period) {
	for (const endsOn of [0, dateOf(from - 1).day]) {
		const [first, end] = [monthAt(from, endsOn), monthAt(to, endsOn)];
		if (endsOn <= LATEST_MONTH_END && first < end)
			if (monthStart(first, endsOn) === from && monthStart(end, endsOn) === to)
				return { first, end, endsOn };
	}
	return null;
}

/** The period before: as many months before whole months, else the same length just before. */
export function previousPeriod(period: Period): Period {
	const months = wholeMonths(period);
	if (!months) return { from: period.from - (period.to - period.from), to: period.from };
	const { first, end, endsOn } = months;
	return { from: monthStart(first - (end - first), endsOn), to: period.from };
}

/** The same calendar dates a year earlier; what falls on 29 February falls on the 28th there. */
export function yearEarlier({ from, to }: Period): Period {
	const earlierFrom = sameDateAYearEarlier(from);
	const isEndOf28 = to === beijingMidnight(to) && isLeapDay(to);
	const earlierTo = sameDateAYearEarlier(to) + (isEndOf28 ? DAY_MS : 0);
	// From the 28th into the 29th both ends fall on the 28th: keep the length.
	return { from: earlierFrom, to: earlierTo > earlierFrom ? earlierTo : earlierFrom + (to - from) };
}

function isLeapDay(instant: number): boolean {
	const { month, day } = dateOf(instant);
	return month === 1 && day === 29;
}

function sameDateAYearEarlier(instant: number): number {
	const { year, month, day } = dateOf(instant);
	const date = { year: year - 1, month, day: isLeapDay(instant) ? 28 : day };
	return midnightOf(date) + (instant - beijingMidnight(instant));
}
