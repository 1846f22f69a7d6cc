/**
 * The slow detector: a slot, or the whole day, that sinks. A one-sided CUSUM of each day's standardised residual
 * against the weeks well before it (so that a slow fall does not become its own yardstick), with
 * reference 0.5 and threshold 5: one false alert in about 930 days of a slot (Montgomery 2009, table 9.4).
 */
import { DAY_MS } from '../contract/instant.ts';
import { medianOfMeans, type HourCell } from './expectation.ts';
import type { Calendar } from './tuning.ts';

const REFERENCE = 0.5;
const THRESHOLD = 5;
/** One wild day is an incident, not a sinking slot. */
const MOST_A_DAY = 2;
const LAG_DAYS = 14;
const BASE_DAYS = 56;
const LEAST_DAYS = 15;

export interface DayCount {
	day: number;
	kind: string;
	n: number;
	bad: number;
}

/** All that is watched of a day, beside its slots: a little in each of them may be much in all. */
export const WHOLE_DAY = 'day';

/** Days of each slot, and whole days where there is more than one, the oldest first. */
export function dailyCounts(
	cells: readonly HourCell[],
	calendar: Calendar
): Map<string, DayCount[]> {
	const slots = new Map<string, Map<number, DayCount>>();
	function count(slot: string, { day, n, bad }: HourCell): void {
		const days = slots.get(slot) ?? new Map<number, DayCount>();
		slots.set(slot, days);
		const sum = days.get(day) ?? { day, kind: calendar.kindOf(day), n: 0, bad: 0 };
		sum.n += n;
		sum.bad += bad;
		days.set(day, sum);
	}
	for (const cell of cells) count(calendar.slotOf(cell.hour), cell);
	if (slots.size > 1) for (const cell of cells) count(WHOLE_DAY, cell);
	return new Map(
		[...slots].map(([slot, days]) => [slot, [...days.values()].sort((a, b) => a.day - b.day)])
	);
}

export interface Sink {
	since: number;
	/** Bad share to be expected. */
	expected: number;
	n: number;
	bad: number;
	excessBad: number;
}

/** Whether the slot sinks as of its last day; null if not, or if history is too thin. */
export function sinking(days: readonly DayCount[]): Sink | null {
	let score = 0;
	let since = 0;
	let [n, bad, expectedBad] = [0, 0, 0];
	for (const day of days) {
		const base = days.filter(
			(one) =>
				one.kind === day.kind &&
				one.day < day.day - LAG_DAYS * DAY_MS &&
				one.day >= day.day - (LAG_DAYS + BASE_DAYS) * DAY_MS
		);
		const p0 = base.length < LEAST_DAYS ? null : medianOfMeans(base);
		if (p0 === null || p0 <= 0 || day.n === 0) continue;
		score = Math.max(
			0,
			score + Math.min(MOST_A_DAY, residual(day, p0) / spread(base, p0)) - REFERENCE
		);
		if (score === 0) {
			since = 0;
			[n, bad, expectedBad] = [0, 0, 0];
			continue;
		}
		if (since === 0) since = day.day;
		n += day.n;
		bad += day.bad;
		expectedBad += day.n * p0;
	}
	if (score < THRESHOLD) return null;
	return {
		since,
		expected: expectedBad / n,
		n,
		bad,
		excessBad: bad - expectedBad
	};
}

function residual({ n, bad }: DayCount, p0: number): number {
	return (bad - n * p0) / Math.sqrt(n * p0 * (1 - p0));
}

/** How far such days usually lie from what is expected of them: at least what chance alone does. */
function spread(base: readonly DayCount[], p0: number): number {
	const sizes = base.map((day) => Math.abs(residual(day, p0))).sort((a, b) => a - b);
	// The median of |z| of a standard normal is 0.6745.
	return Math.max(1, sizes[sizes.length >> 1]! / 0.6745);
}
