/** A shown index as a row of the store, and back. */
import { formatInstant } from '#contract/instant';
import type { ShownIndex } from '#contract/history';
import type { IndexSummary } from '#assessment/types';

export interface ShownRow extends Record<string, unknown> {
	city: number;
	as_of: number;
	window_from: number;
	window_to: number;
	profile: string;
	profile_version: number;
	point: number;
	likely_low: number;
	likely_high: number;
	bounds_low: number;
	bounds_high: number;
	coverage: number;
	grade: ShownIndex['grade'];
	rank_low: number;
	rank_high: number;
}

export const SHOWN_COLUMNS =
	'city, as_of, window_from, window_to, profile, profile_version, point, likely_low, likely_high, bounds_low, bounds_high, coverage, grade, rank_low, rank_high';

export function rowOf(city: string, summary: IndexSummary): ShownRow {
	const { index, grade, rank, profile } = summary;
	return {
		city: Number(city),
		as_of: Date.parse(summary.as_of),
		window_from: Date.parse(summary.from),
		window_to: Date.parse(summary.to),
		profile: profile.id,
		profile_version: profile.version,
		point: index.point,
		likely_low: index.likely.low,
		likely_high: index.likely.high,
		bounds_low: index.bounds.low,
		bounds_high: index.bounds.high,
		coverage: index.coverage,
		grade: grade.value,
		rank_low: rank.low,
		rank_high: rank.high
	};
}

export function shownOf(row: ShownRow): ShownIndex {
	return {
		as_of: formatInstant(row.as_of),
		from: formatInstant(row.window_from),
		to: formatInstant(row.window_to),
		profile: { id: row.profile, version: row.profile_version },
		index: {
			point: row.point,
			likely: { low: row.likely_low, high: row.likely_high },
			bounds: { low: row.bounds_low, high: row.bounds_high },
			coverage: row.coverage
		},
		grade: row.grade,
		rank: { low: row.rank_low, high: row.rank_high }
	};
}
