/** Periods that a report is written for: months, quarters, halves and years, also of months that end on a day. */
import { dateOf, midnightOf, type Period } from '../contract/calendar.ts';
import { formatInstant, parseIsoInstant } from '../contract/instant.ts';

export const REPORT_KINDS = ['month', 'quarter', 'half', 'year'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

const MONTHS_OF: Record<ReportKind, number> = { month: 1, quarter: 3, half: 6, year: 12 };
const MONTHS = 12;

export interface ReportPeriod extends Period {
	kind: ReportKind;
	/** `2026-10`, `2026-Q3`, `2026-H1`, `2026`. */
	id: string;
	/** Day that months end on, 1 to 28; 0 for calendar months. */
	endsOn: number;
}

/** The period that begins with a month, numbered through from year 0. */
function periodAt(kind: ReportKind, firstMonth: number, endsOn: number): ReportPeriod {
	const year = Math.floor(firstMonth / MONTHS);
	const month = firstMonth % MONTHS;
	const shift = endsOn === 0 ? 0 : 1;
	const start = (months: number) => midnightOf({ year, month: months - shift, day: endsOn + 1 });
	const part = Math.floor(month / MONTHS_OF[kind]) + 1;
	const ids: Record<ReportKind, string> = {
		month: `${year}-${String(month + 1).padStart(2, '0')}`,
		quarter: `${year}-Q${part}`,
		half: `${year}-H${part}`,
		year: String(year)
	};
	return { kind, id: ids[kind], endsOn, from: start(month), to: start(month + MONTHS_OF[kind]) };
}

const PATTERNS: Record<ReportKind, RegExp> = {
	month: /^(\d{4})-(0[1-9]|1[0-2])$/,
	quarter: /^(\d{4})-Q([1-4])$/,
	half: /^(\d{4})-H([12])$/,
	year: /^(\d{4})$/
};

/** The period with this id; null for anything else, and before 1993. */
export function parsePeriod(kind: ReportKind, id: string, endsOn: number): ReportPeriod | null {
	const match = PATTERNS[kind].exec(id);
	const year = Number(match?.[1]);
	if (!match || year < 1993) return null;
	return periodAt(kind, year * MONTHS + (Number(match[2] ?? 1) - 1) * MONTHS_OF[kind], endsOn);
}

/** The period of the kind that holds an instant. */
export function periodHolding(kind: ReportKind, instant: number, endsOn: number): ReportPeriod {
	const { year, month, day } = dateOf(instant);
	// A day past the month's end belongs to the next month.
	const index = year * MONTHS + month + (endsOn > 0 && day > endsOn ? 1 : 0);
	return periodAt(kind, index - (index % MONTHS_OF[kind]), endsOn);
}

/** So many periods earlier. */
export function periodsEarlier(period: ReportPeriod, count: number): ReportPeriod {
	const months = MONTHS_OF[period.kind];
	const { year, month } = dateOf(period.to - 1);
	return periodAt(period.kind, year * MONTHS + month - months + 1 - count * months, period.endsOn);
}

/** The last one that is over. */
export function lastComplete(kind: ReportKind, now: number, endsOn: number): ReportPeriod {
	return periodsEarlier(periodHolding(kind, now, endsOn), 1);
}

/** The first and the last Beijing day of a half-open period. */
export function daysOf({ from, to }: { from: string; to: string }): [string, string] {
	return [from.slice(0, 10), formatInstant(parseIsoInstant(to)! - 1).slice(0, 10)];
}
