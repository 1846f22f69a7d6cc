/** A city's own last weeks, by hour: loaded once a day for each stream, past incidents left out. */
import { ONLINE_SLOTS, PHONE_SLOTS, slotAt, type Slot } from '#contract/slots';
import { BEIJING_OFFSET_MS, beijingMidnight, DAY_MS, HOUR_MS } from '#contract/instant';
import type { DayKind } from '#contract/alerts';
import type { RateRule, WatchedMeasure } from '#contract/alert-rules';
import { dayOf, type DayOverrides } from '../../src/lib/alerts/day-kind.ts';
import type { HourCell } from '../../src/lib/alerts/expectation.ts';
import { tune, type Calendar, type Tuning } from '../../src/lib/alerts/tuning.ts';

/** So many days before a day say what is usual. */
export const HISTORY_DAYS = 56;

/** Half-open, epoch milliseconds. */
export interface Stretch {
	from: number;
	to: number;
}

const ONLINE: readonly WatchedMeasure[] = ['online_connection_rate', 'online_response'];

const mediumOf = (measure: WatchedMeasure) => (ONLINE.includes(measure) ? 'online' : 'phone');

/** The slots that a measure is looked at by. */
export const slotsOf = (measure: WatchedMeasure): readonly Slot[] =>
	mediumOf(measure) === 'online' ? ONLINE_SLOTS : PHONE_SLOTS;

export function calendarOf(measure: WatchedMeasure, overrides: DayOverrides): Calendar {
	const medium = mediumOf(measure);
	// Any day has the same slots; the first of them all is at Beijing midnight.
	const slots = Array.from(
		{ length: 24 },
		(_, hour) => slotAt(medium, hour * HOUR_MS - BEIJING_OFFSET_MS).id
	);
	const kinds = new Map<number, DayKind>();
	return {
		kindOf(day) {
			const known = kinds.get(day);
			if (known) return known;
			const { kind } = dayOf(day, overrides);
			kinds.set(day, kind);
			return kind;
		},
		slotOf: (hour) => slots[hour]!
	};
}

/** Makes `tuningOf(day)` of a rule over cells that may begin long before; remembers a few days. */
export function createTunings(
	rule: RateRule,
	cells: () => readonly HourCell[],
	overrides: DayOverrides,
	incidents: () => readonly Stretch[]
): (day: number) => Tuning {
	const calendar = calendarOf(rule.measure, overrides);
	const made = new Map<number, Tuning>();
	let madeOf: readonly HourCell[] = [];
	return (day) => {
		if (madeOf !== cells()) made.clear();
		madeOf = cells();
		const before = made.get(day);
		if (before) return before;
		const bad = incidents();
		const known = cells().filter((cell) => {
			if (cell.day >= day || cell.day < day - HISTORY_DAYS * DAY_MS) return false;
			const from = cell.day + cell.hour * HOUR_MS;
			return !bad.some((stretch) => stretch.from < from + HOUR_MS && stretch.to > from);
		});
		const tuning = tune(rule, calendar.kindOf(day), known, calendar);
		made.set(day, tuning);
		if (made.size > 3) made.delete(made.keys().next().value!);
		return tuning;
	};
}

export const historyFrom = (now: number) => beijingMidnight(now) - (HISTORY_DAYS + 2) * DAY_MS;
