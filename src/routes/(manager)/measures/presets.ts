/** Periods that are asked for every day, as days of the URL. */
import { dateOf, midnightOf } from '$lib/contract/calendar.ts';
import { beijingMidnight, DAY_MS } from '$lib/contract/instant.ts';
import { dayOf } from './view.ts';

export const PRESET_IDS = [
	'today',
	'yesterday',
	'thisWeek',
	'lastWeek',
	'thisMonth',
	'lastMonth',
	'last30',
	'thisYear'
] as const;
export type PresetId = (typeof PRESET_IDS)[number];

export interface Preset {
	id: PresetId;
	/** First and last day, both included. */
	from: string;
	to: string;
}

/** The presets as of an instant. Weeks begin on Monday; what is not over yet ends today. */
export function presets(now: number): Preset[] {
	const today = beijingMidnight(now);
	const { year, month } = dateOf(now);
	const monday = today - ((weekdayOf(today) + 6) % 7) * DAY_MS;
	const first = midnightOf({ year, month, day: 1 });
	const days: Record<PresetId, [from: number, to: number]> = {
		today: [today, today],
		yesterday: [today - DAY_MS, today - DAY_MS],
		thisWeek: [monday, today],
		lastWeek: [monday - 7 * DAY_MS, monday - DAY_MS],
		thisMonth: [first, today],
		lastMonth: [midnightOf({ year, month: month - 1, day: 1 }), first - DAY_MS],
		last30: [today - 29 * DAY_MS, today],
		thisYear: [midnightOf({ year, month: 0, day: 1 }), today]
	};
	return PRESET_IDS.map((id) => ({ id, from: dayOf(days[id][0]), to: dayOf(days[id][1]) }));
}

/** 0 is Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(midnight: number): number {
	return (((Math.round((midnight - EPOCH_MIDNIGHT) / DAY_MS) + 4) % 7) + 7) % 7;
}

const EPOCH_MIDNIGHT = midnightOf({ year: 1970, month: 0, day: 1 });
