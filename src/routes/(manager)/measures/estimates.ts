/** Rows as what a chart draws: one estimate at each row's place, and which rows are named below. */
import type { Estimate } from '$lib/charts/context.ts';
import { THIN_BELOW } from '$lib/charts/thin.ts';
import { isRate } from './change.ts';
import type { Row } from './rows.ts';

/** More would run into each other as dots: they become a line with a band. */
export const LONGEST_OF_DOTS = 62;
/** More hollow points than this would hide the line. */
export const LONGEST_WITH_HOLLOW = 800;

export function estimatesOf(rows: readonly Row[]): Estimate[] {
	return rows.map(({ figure }, index) => {
		const x = index + 0.5;
		if (isRate(figure)) {
			const { value, low, high, denominator } = figure;
			return { x, value, low, high, thin: denominator < THIN_BELOW };
		}
		return {
			x,
			value: figure.mean,
			low: figure.mean,
			high: figure.mean,
			thin: figure.n < THIN_BELOW
		};
	});
}

/**
 * Places of the rows whose names fit under an axis with room for `most`. Where the rows are parts of
 * several days, the days' first rows are named.
 */
export function namedPlaces(rows: readonly Row[], most: number): number[] {
	const all = rows.map((_, index) => index);
	const days = all.filter((index) => rows[index]?.opensDay);
	const candidates = all.length > most && days.length > 1 ? days : all;
	const every = Math.max(1, Math.ceil(candidates.length / Math.max(1, most)));
	return candidates.filter((_, index) => index % every === 0).map((index) => index + 0.5);
}
