/**
 * The grain of the rollup: the finest cut of the day that every phone and online slot is made of.
 * Days are counted from 1970-01-01 on the Beijing clock.
 */
import { BEIJING_OFFSET_MS, DAY_MS, HOUR_MS } from '#contract/instant';
import { slotsOf } from '#contract/slots';
import { int } from '../store/literal.ts';

/** Beijing hours at which a part begins, ascending, the first 0. */
export const PART_HOURS: readonly number[] = [
	...new Set(
		(['phone', 'online'] as const).flatMap((medium) =>
			slotsOf(medium).flatMap(({ hours }) => hours.map(([from]) => from))
		)
	)
].sort((a, b) => a - b);

/** The day of an instant. */
export function dayOf(instant: number): number {
	return Math.floor((instant + BEIJING_OFFSET_MS) / DAY_MS);
}

/** The Beijing midnight at which a day begins. */
export function dayStart(day: number): number {
	return day * DAY_MS - BEIJING_OFFSET_MS;
}

/** The whole day. */
export function spanOfDay(day: number): { from: number; to: number } {
	return { from: dayStart(day), to: dayStart(day + 1) };
}

/** Where the part of the day begins that holds the instant. */
export function partStart(instant: number): number {
	const midnight = dayStart(dayOf(instant));
	const hour = (instant - midnight) / HOUR_MS;
	return midnight + PART_HOURS.findLast((start) => start <= hour)! * HOUR_MS;
}

/** Where the next part begins. */
export function partEnd(instant: number): number {
	const midnight = dayStart(dayOf(instant));
	const hour = (instant - midnight) / HOUR_MS;
	return midnight + (PART_HOURS.find((start) => start > hour) ?? 24) * HOUR_MS;
}

/** SQL of the day of the instant in `time`, which is not before 1970. */
export function daySql(time: string): string {
	return `toInt32(intDiv(${time} + ${int(BEIJING_OFFSET_MS)}, ${int(DAY_MS)}))`;
}

/** SQL of where the part of the day begins that holds the instant in `time`. */
export function partStartSql(time: string): string {
	const hours = `[${PART_HOURS.map(int).join(', ')}]`;
	const sinceMidnight = `((${time} + ${int(BEIJING_OFFSET_MS)}) % ${int(DAY_MS)})`;
	const hour = `intDiv(${sinceMidnight}, ${int(HOUR_MS)})`;
	return `toInt64(${time} - ${sinceMidnight} + roundDown(${hour}, ${hours}) * ${int(HOUR_MS)})`;
}
