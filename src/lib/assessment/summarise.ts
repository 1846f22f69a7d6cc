import type { Assessment, IndexSummary } from './types.ts';

/** The assessment as the wall shows it: the index, grade and rank, its first-level indicators, the tier's means. */
export function summarise(assessment: Assessment): IndexSummary {
	const { as_of, from, to, profile, index, grade, rank, indicators, tier } = assessment;
	return {
		as_of,
		from,
		to,
		profile,
		index,
		grade,
		rank,
		indicators: indicators.map(({ id, name, name_en, weight, score, bounds, coverage }) => ({
			id,
			name,
			name_en,
			weight,
			score,
			bounds,
			coverage
		})),
		tier
	};
}
