/** The days that a day is compared with: the latest of its kind; kinds that stand in where it is rare. */
import type { DayKind } from '../contract/alerts.ts';
import { beijingMidnight, DAY_MS } from '../contract/instant.ts';
import { dayOf, type Day, type DayOverrides } from './day-kind.ts';
import { LEAST_DAYS, STAND_INS } from './expectation.ts';

/** Two weeks of workdays, five of weekends. */
const MOST_DAYS = 10;
const LOOK_BACK_DAYS = 56;

export interface ComparableDay extends Day {
	/** Its Beijing midnight. */
	midnight: number;
}

/** The latest first; never the day itself. */
export function comparableDays(now: number, overrides: DayOverrides): ComparableDay[] {
	const today = beijingMidnight(now);
	const days = Array.from({ length: LOOK_BACK_DAYS }, (_, index) => {
		const midnight = today - (index + 1) * DAY_MS;
		return { midnight, ...dayOf(midnight, overrides) };
	});
	const kinds = new Set<DayKind>();
	let chosen: ComparableDay[] = [];
	for (const kind of STAND_INS[dayOf(now, overrides).kind]) {
		kinds.add(kind);
		chosen = days.filter((day) => kinds.has(day.kind));
		if (chosen.length >= LEAST_DAYS) break;
	}
	return chosen.slice(0, MOST_DAYS);
}
