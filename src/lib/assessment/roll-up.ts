/** From the items under a node of the tree to the node's own score. */
import type { Prior } from './profile.ts';
import type { Score, Standing } from './types.ts';

/** An item seen from a node above it. */
export interface Leaf {
	/** Its second-level indicator. */
	indicator: string;
	/** Share of the node's score. */
	weight: number;
	known: boolean;
	/** 95 % limits by sampling error where known, by the prior where not. */
	score: Score;
	/** Mean error of a known item's score, from the bends of its curve; 0 for an unknown one. */
	bend: number;
}

/** The same leaves seen from a node whose child, of this weight, they were. */
export function lift(leaves: readonly Leaf[], weight: number): Leaf[] {
	return leaves.map((leaf) => ({ ...leaf, weight: leaf.weight * weight }));
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/**
 * Half-width of the 95 % interval of Σ weight · score, on one side. `deviation` is the distance from a
 * leaf's point to its limit on that side. MOVER (Zou and Donner 2008): √(Σᵢ Σⱼ rᵢⱼ dᵢ dⱼ), which keeps
 * intervals that are not symmetric so. Known items are independent; unknown ones share what is common
 * to the city (`across`) and to their indicator (`within`).
 */
function halfWidth(
	leaves: readonly Leaf[],
	{ within, across }: Prior,
	deviation: (score: Score) => number
): number {
	const sampling: number[] = [];
	const unknown = new Map<string, number[]>();
	for (const { indicator, weight, known, score } of leaves) {
		const moved = weight * deviation(score);
		if (known) sampling.push(moved);
		else unknown.set(indicator, [...(unknown.get(indicator) ?? []), moved]);
	}
	const groups = [...unknown.values()];
	return Math.sqrt(
		sum(sampling.map((d) => d * d)) +
			across * sum(groups.map(sum)) ** 2 +
			(within - across) * sum(groups.map((group) => sum(group) ** 2)) +
			(1 - within) * sum(groups.flat().map((d) => d * d))
	);
}

/**
 * Where a node stands. Errors of samples add as squares, but what bends of the curves give to them has
 * one sign each and adds up: `likely` reaches further by it to the side where the truth is to be
 * sought. Without it `likely` held 92 to 93 % of the prior's cities where nothing is unknown.
 *
 * The `score` limits are `likely`; `bounds` have unknown items at 0 and 100.
 */
export function rollUp(leaves: readonly Leaf[], prior: Prior): Standing {
	const total = (value: (leaf: Leaf) => number) =>
		sum(leaves.map((leaf) => leaf.weight * value(leaf)));
	// Weights such as 0.1 + 0.2 may add up to a hair above 1.
	const mean = (value: (leaf: Leaf) => number) => Math.min(100, total(value));
	const point = mean(({ score }) => score.point);
	const below = halfWidth(leaves, prior, ({ point, low }) => point - low);
	const above = halfWidth(leaves, prior, ({ point, high }) => high - point);
	const bend = total((leaf) => leaf.bend);
	return {
		score: {
			point,
			low: Math.max(0, point - below - Math.max(0, bend)),
			high: Math.min(100, point + above + Math.max(0, -bend))
		},
		bounds: {
			low: mean(({ known, score }) => (known ? score.point : 0)),
			high: mean(({ known, score }) => (known ? score.point : 100))
		},
		// Divided by all of it, so that a node with nothing unknown has exactly 1.
		coverage: total(({ known }) => Number(known)) / total(() => 1)
	};
}
