/**
 * Where the grades of the 2023 national index end, inferred (推算) from its published means by
 * `npm run grades` and never official; docs/grades.md.
 */
import data from './grade-cutoffs.json' with { type: 'json' };
import type { Grade } from '../reference/national-index-2023.ts';

/** A score, and how many of the ranked cities stand above it. */
interface Knot {
	score: number;
	better: number;
}

/** One consistent set of cut-offs, best first, and the ranks that they and the grades' means give. */
export interface GradeDraw {
	cutoffs: readonly number[];
	/** The score above which so many cities stand, by their number, 0 to all of them. */
	scores: readonly number[];
}

interface GradeRow {
	grade: Grade;
	cities: number;
	mean: number;
	low: number;
	high: number;
}

/** Best first; `low` and `high` are 95 %. */
export const GRADE_ROWS = data.grades as readonly GradeRow[];
/** Between each grade and the next, best first; `low` and `high` are 95 %. */
export const GRADE_CUTOFFS = data.cutoffs;
/** Cities that the ranks are among. */
export const RANKED_CITIES = GRADE_ROWS.reduce((sum, { cities }) => sum + cities, 0);

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/**
 * Ranks of scores: each bin holds its grade's cities, half of them above a knot that makes the mean of
 * the bin the drawn mean, (upper + 2 · knot + lower) / 4. The outermost bins reach as far beyond their
 * mean as their cut-off lies before it.
 */
function knotsOf(cutoffs: readonly number[], means: readonly number[]): Knot[] {
	const last = means.length - 1;
	const top = clamp(2 * means[0]! - cutoffs[0]!, means[0]!, 100);
	const bottom = clamp(2 * means[last]! - cutoffs[last - 1]!, 0, means[last]!);
	const edges = [top, ...cutoffs, bottom];
	let better = 0;
	const knots: Knot[] = [{ score: top, better }];
	for (const [index, { cities }] of GRADE_ROWS.entries()) {
		const [upper, lower] = [edges[index]!, edges[index + 1]!];
		const middle = clamp((4 * means[index]! - upper - lower) / 2, lower, upper);
		knots.push({ score: middle, better: better + cities / 2 });
		better += cities;
		knots.push({ score: lower, better });
	}
	return knots;
}

/** Linear between the knots. */
function scoresOf(knots: readonly Knot[]): number[] {
	const scores = [knots[0]!.score];
	for (const [index, lower] of knots.slice(1).entries()) {
		const upper = knots[index]!;
		for (let better = scores.length; better <= lower.better; better++) {
			const share = (better - upper.better) / (lower.better - upper.better);
			scores.push(upper.score + share * (lower.score - upper.score));
		}
	}
	return scores;
}

export const GRADE_DRAWS: readonly GradeDraw[] = data.draws.map(({ cutoffs, means }) => ({
	cutoffs,
	scores: scoresOf(knotsOf(cutoffs, means))
}));
