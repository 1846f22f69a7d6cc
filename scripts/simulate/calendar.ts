/** Beijing days, named by their midnight. */
import { beijingMidnight, BEIJING_OFFSET_MS, DAY_MS, HOUR_MS } from '#contract/instant';
import { dayOf } from '../../src/lib/alerts/day-kind.ts';
import { HOURLY_WEIGHTS, WEEKDAY_FACTORS } from './parameters.ts';

const WEIGHT_OF_DAY = HOURLY_WEIGHTS.reduce((sum: number, weight) => sum + weight, 0);

/** The Beijing date as `20261123`, for ids. */
export function dayName(midnight: number): string {
	return new Date(midnight + BEIJING_OFFSET_MS).toISOString().slice(0, 10).replaceAll('-', '');
}

/** 0 is Sunday. */
export function weekday(midnight: number): number {
	return new Date(midnight + BEIJING_OFFSET_MS).getUTCDay();
}

const [SUNDAY, WEDNESDAY] = [0, 3];

/** The weekday that a day is like: a public holiday a Sunday, a make-up workday a Wednesday. */
function livedWeekday(midnight: number): number {
	const { kind } = dayOf(midnight);
	if (kind === 'holiday') return SUNDAY;
	return kind === 'makeup' ? WEDNESDAY : weekday(midnight);
}

/** Beijing month, 1 to 12. */
export function month(midnight: number): number {
	return new Date(midnight + BEIJING_OFFSET_MS).getUTCMonth() + 1;
}

/** Midnights of the days that touch [from, to), oldest first. */
export function daysBetween(from: number, to: number): number[] {
	const days: number[] = [];
	for (let day = beijingMidnight(from); day < to; day += DAY_MS) days.push(day);
	return days;
}

/** Expected events in an hour of this day where a mean workday has `perWorkday` of them. */
export function expectedInHour(perWorkday: number, midnight: number, hour: number): number {
	const share = (HOURLY_WEIGHTS[hour] ?? 0) / WEIGHT_OF_DAY;
	return perWorkday * (WEEKDAY_FACTORS[livedWeekday(midnight)] ?? 1) * share;
}

/** The Beijing hour of an instant within the day, 23 for what runs over its end. */
export function hourOf(midnight: number, instant: number): number {
	return Math.min(23, Math.floor((instant - midnight) / HOUR_MS));
}
