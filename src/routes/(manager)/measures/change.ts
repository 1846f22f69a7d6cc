/** How a figure differs from that of an earlier period, and whether by more than its error. */
import {
	MEASURES,
	type Distribution,
	type Measure,
	type MeasureId
} from '$lib/contract/measures.ts';
import { isBeyondError, rateDifference } from '$lib/statistics/difference.ts';
import type { Rate } from '$lib/statistics/wilson.ts';

export type Verdict = 'within' | 'better' | 'worse';

export interface Change {
	/** Percentage points, or seconds. */
	unit: 'points' | 'seconds';
	value: number;
	/** What it is compared with. */
	earlier: Figure;
	/** 95 %; absent where the difference has none. */
	low?: number;
	high?: number;
	/** Absent where there is no interval to judge by. */
	verdict?: Verdict;
}

export type Figure = Rate | Distribution;

export const isRate = (figure: Figure): figure is Rate => 'denominator' in figure;

/** `now` less `earlier`; null where one of them is missing or has no value. */
export function changeOf(
	id: MeasureId,
	now: Figure | undefined,
	earlier: Figure | undefined
): Change | null {
	if (!now || !earlier) return null;
	if (isRate(now)) return isRate(earlier) ? pointsBetween(id, now, earlier) : null;
	if (isRate(earlier) || now.mean === null || earlier.mean === null) return null;
	return { unit: 'seconds', value: now.mean - earlier.mean, earlier };
}

function pointsBetween(id: MeasureId, now: Rate, earlier: Rate): Change | null {
	const difference = rateDifference(now, earlier);
	if (!difference) return null;
	const measure: Measure = MEASURES[id];
	const isGood = difference.value > 0 === (measure.better === 'higher');
	return {
		unit: 'points',
		value: difference.value * 100,
		earlier,
		low: difference.low * 100,
		high: difference.high * 100,
		verdict: !isBeyondError(difference) ? 'within' : isGood ? 'better' : 'worse'
	};
}

/** A signed number with one decimal and a true minus, `+1.2`, `−0.3`, `0.0`. */
export function signed(value: number): string {
	const text = Math.abs(value).toFixed(1);
	return text === '0.0' ? text : `${value > 0 ? '+' : '−'}${text}`;
}
