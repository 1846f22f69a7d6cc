/**
 * The shape that all questions share: several windows at once, each in total and on request cut by
 * slot or by step, in one pass over the facts.
 */
import { BEIJING_OFFSET_MS, DAY_MS, HOUR_MS } from '#contract/instant';
import { slotsOf, type SlotMedium } from '#contract/slots';
import { catalogueId, cityCode, int } from '../store/literal.ts';

/** Half-open, in epoch milliseconds. */
export interface Window {
	from: number;
	to: number;
}

export interface Question {
	city: string;
	windows: readonly Window[];
	/** As of this instant: whatever is later reads as absent. */
	now: number;
	bySlot?: boolean;
	/** Cut by slot, or by step, of these windows alone (by index). */
	slotWindows?: readonly number[];
	stepWindows?: readonly number[];
	/** Cut by half-open steps that begin here, ascending, the first at or before every window. */
	steps?: readonly number[] | undefined;
}

export interface MeasureConfig {
	/** Lowest score that counts as satisfied: 3 is 基本满意. */
	satisfiedFrom: number;
	/** GB/T 33358's 15 s. */
	serviceLevelSeconds: number;
	/** A call within so many days of an answered one is a repeat. */
	repeatDays: number;
	/** Lost calls shorter than this leave the connection denominators. */
	shortAbandonSeconds: number;
	/** Callers are known for so many days; absent or 0: for ever. */
	callerRetentionDays?: number;
}

/** The start of the earliest window: nothing before it matters. */
export function earliestFrom(question: Question): string {
	return int(Math.min(...question.windows.map((window) => window.from)));
}

/** Facts of the city whose `time` falls into any of the windows and is not after `now`. */
export function inWindows(question: Question, time: string): string {
	const to = int(Math.max(...question.windows.map((window) => window.to)));
	return `city = ${cityCode(question.city)} AND ${time} >= ${earliestFrom(question)} AND ${time} < ${to} AND ${time} <= ${int(question.now)}`;
}

/** The slot of the instant `t`. */
export function slotSql(medium: SlotMedium): string {
	const byHour = Array.from({ length: DAY_MS / HOUR_MS }, (_, hour) => {
		const slot = slotsOf(medium).find(({ hours }) =>
			hours.some(([from, to]) => hour >= from && hour < to)
		);
		if (!slot) throw new Error(`no ${medium} slot covers hour ${hour}`);
		return catalogueId(slot.id);
	});
	return `[${byHour.join(', ')}][intDiv((t + ${int(BEIJING_OFFSET_MS)}) % ${int(DAY_MS)}, ${int(HOUR_MS)}) + 1]`;
}
