/** What is usual at this hour: the same weekday of earlier weeks up to the same time of day, added up. */
import type { MeasuresAnswer } from '$lib/contract/answers.ts';
import { beijingMidnight, DAY_MS } from '$lib/contract/instant.ts';
import { MEASURE_IDS, MEASURES, type MeasureId } from '$lib/contract/measures.ts';
import { rate, type Rate } from '$lib/statistics/wilson.ts';

export const WEEKS = 4;

/** `[midnight, now)` of the same weekday in each of the weeks before. */
export function usualWindows(now: number): { from: number; to: number }[] {
	const today = beijingMidnight(now);
	return Array.from({ length: WEEKS }, (_, index) => {
		const back = (index + 1) * 7 * DAY_MS;
		return { from: today - back, to: now - back };
	});
}

export type Rates = Partial<Record<MeasureId, Rate>>;

/** The rates of all windows together, from their counts; windows without facts add nothing. */
export function pooled(answers: readonly Pick<MeasuresAnswer, 'measures'>[]): Rates {
	const rates: Rates = {};
	for (const id of MEASURE_IDS) {
		if (MEASURES[id].kind !== 'rate') continue;
		const parts = answers.map(({ measures }) => measures[id] as Rate);
		rates[id] = rate(
			parts.reduce((sum, { numerator }) => sum + numerator, 0),
			parts.reduce((sum, { denominator }) => sum + denominator, 0)
		);
	}
	return rates;
}
