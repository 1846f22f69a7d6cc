/** Grade and rank of an index in the 2023 national index, inferred (推算), never official. */
import type { Grade } from '../reference/national-index-2023.ts';
import { GRADE_DRAWS, GRADE_ROWS, RANKED_CITIES } from './grade-model.ts';
import { belowOf, type Below } from './likely.ts';
import type { GradeStanding, Interval } from './types.ts';

const mean = (values: readonly number[]) =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * P(grade) = mean over the draws of P(lower cut-off <= index < upper cut-off): `likely` and the
 * cut-offs' own uncertainty together.
 */
function probabilitiesOf(below: Below): Record<Grade, number> {
	const belowCutoff = GRADE_DRAWS[0]!.cutoffs.map((_, index) =>
		mean(GRADE_DRAWS.map(({ cutoffs }) => below(cutoffs[index]!)))
	);
	const edges = [1, ...belowCutoff, 0];
	const entries = GRADE_ROWS.map(({ grade }, index) => [grade, edges[index]! - edges[index + 1]!]);
	return Object.fromEntries(entries) as Record<Grade, number>;
}

/**
 * 95 % of the places among the ranked cities, 1 the best. The city stands in place r or better if fewer
 * than r cities are above it: P(rank <= r) = mean over the draws of P(index >= score of place r).
 */
function rankOf(below: Below): Interval {
	const atMost = (rank: number) =>
		rank >= RANKED_CITIES ? 1 : 1 - mean(GRADE_DRAWS.map((draw) => below(draw.scores[rank]!)));
	/** The least rank that the city holds or betters with at least this probability. */
	const quantile = (probability: number) => {
		let [low, high] = [1, RANKED_CITIES];
		while (low < high) {
			const middle = Math.floor((low + high) / 2);
			if (atMost(middle) >= probability) high = middle;
			else low = middle + 1;
		}
		return low;
	};
	return { low: quantile(0.025), high: quantile(0.975) };
}

/** Probabilities of the grades, the most likely one, and the range of ranks, from an index. */
export function standingOf(index: { point: number; likely: Interval }): GradeStanding {
	const below = belowOf(index);
	const probabilities = probabilitiesOf(below);
	const value = GRADE_ROWS.map(({ grade }) => grade).reduce((best, grade) =>
		probabilities[grade] > probabilities[best] ? grade : best
	);
	return { grade: { value, probabilities }, rank: rankOf(below) };
}
