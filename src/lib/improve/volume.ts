/** Decided calls to be expected by slot in the rest of a period, from the same weekdays of the last weeks. */
import { beijingMidnight, beijingTimeOfDay, DAY_MS, HOUR_MS } from '../contract/instant.ts';
import { slotsOf } from '../contract/slots.ts';

/** Four of each weekday. */
export const VOLUME_DAYS = 28;
const WEEK_DAYS = 7;

/** Decided calls of one past day by slot id. */
export interface DayVolume {
	/** Beijing midnight. */
	day: number;
	bySlot: Readonly<Record<string, number>>;
}

/** Past days that the expectation rests on: whole days since the first call. */
export function volumeDays(days: readonly DayVolume[]): DayVolume[] {
	const total = ({ bySlot }: DayVolume) => Object.values(bySlot).reduce((sum, n) => sum + n, 0);
	const first = days.findIndex((day) => total(day) > 0);
	return first === -1 ? [] : days.slice(first);
}

const mean = (values: readonly number[]) =>
	values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** A day's expected calls in a slot: the mean of its weekdays, of all days where there is none yet. */
function expectedOf(days: readonly DayVolume[], day: number, slot: string): number {
	const volumes = (of: readonly DayVolume[]) => of.map(({ bySlot }) => bySlot[slot] ?? 0);
	const alike = days.filter((past) => Math.round((day - past.day) / DAY_MS) % WEEK_DAYS === 0);
	return mean(volumes(alike.length > 0 ? alike : days));
}

/** The part of a slot's hours of a day that is still to come, 0..1. */
function shareAhead(slot: string, day: number, now: number): number {
	if (beijingMidnight(now) !== day) return now < day ? 1 : 0;
	const hour = beijingTimeOfDay(now) / HOUR_MS;
	const hours = slotsOf('phone').find(({ id }) => id === slot)?.hours ?? [];
	const length = hours.reduce((sum, [from, to]) => sum + to - from, 0);
	const ahead = hours.reduce((sum, [from, to]) => sum + Math.max(0, to - Math.max(from, hour)), 0);
	return length > 0 ? ahead / length : 0;
}

/** `days` are the whole days before today, ascending; `to` is the Beijing midnight at which the period ends. */
export function expectedVolume(
	days: readonly DayVolume[],
	{ now, to }: { now: number; to: number }
): Record<string, number> {
	const known = volumeDays(days);
	const ahead: number[] = [];
	for (let day = beijingMidnight(now); day < to; day += DAY_MS) ahead.push(day);
	return Object.fromEntries(
		slotsOf('phone').map(({ id }) => [
			id,
			ahead.reduce((sum, day) => sum + shareAhead(id, day, now) * expectedOf(known, day, id), 0)
		])
	);
}
