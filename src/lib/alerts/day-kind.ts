/** Which kind of day a Beijing day is: the State Council's holidays and make-up workdays, and what people set. */
import chineseDays from 'chinese-days';
import type { DayKind } from '../contract/alerts.ts';
import { BEIJING_OFFSET_MS } from '../contract/instant.ts';

export interface Day {
	kind: DayKind;
	/** 国庆节, …; null on plain days. */
	name: string | null;
}

/** Kinds that people set by date, `2027-02-06`; they win over the published ones. */
export type DayOverrides = ReadonlyMap<string, Day>;

/** `2026-11-24` of an instant. */
export function beijingDate(instant: number): string {
	return new Date(instant + BEIJING_OFFSET_MS).toISOString().slice(0, 10);
}

const known = new Map<string, Day>();

/** Where nobody sets it. */
export function published(date: string): Day {
	const before = known.get(date);
	if (before) return before;
	const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
	const isWeekend = weekday === 0 || weekday === 6;
	const { work, name } = chineseDays.getDayDetail(date);
	// Named days read "National Day,国庆节,3"; plain ones are the English weekday.
	const festival = name.split(',')[1] ?? null;
	const day: Day =
		festival === null
			? { kind: isWeekend ? 'weekend' : 'workday', name: null }
			: { kind: work ? 'makeup' : 'holiday', name: festival };
	known.set(date, day);
	return day;
}

export function dayOf(instant: number, overrides: DayOverrides = new Map()): Day {
	const date = beijingDate(instant);
	return overrides.get(date) ?? published(date);
}

/** Whether a year's holidays are known: published in the library, or set by people. */
export function isYearKnown(year: number, overrides: DayOverrides = new Map()): boolean {
	for (const [date, { kind }] of overrides)
		if (date.startsWith(`${year}-`) && kind === 'holiday') return true;
	return isYearPublished(year);
}

const publishedYears = new Map<number, boolean>();

/** Asked of every city again and again, and the library looks through a whole year's days. */
function isYearPublished(year: number): boolean {
	const before = publishedYears.get(year);
	if (before !== undefined) return before;
	const holidays = chineseDays.getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false);
	publishedYears.set(year, holidays.length > 0);
	return holidays.length > 0;
}

/** The year whose holidays are missing: next year's from 1 December on, this year's always; else null. */
export function missingYear(now: number, overrides: DayOverrides = new Map()): number | null {
	const [year, month] = beijingDate(now).split('-').map(Number) as [number, number];
	if (!isYearKnown(year, overrides)) return year;
	return month === 12 && !isYearKnown(year + 1, overrides) ? year + 1 : null;
}
