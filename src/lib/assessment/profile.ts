/**
 * A profile is the model of an index as data: its tree, weights, curves and priors (definitions,
 * section 5). It is plain JSON, so that a city can copy and edit it; keys are those of the wire.
 */

/** A text that people read, in the two languages of the product. */
export interface Label {
	zh: string;
	en: string;
}

/** Units of a measure: seconds, menu levels, mean opinion score 1..5, 0..1, a count, 0..100. */
export const UNITS = ['s', 'levels', 'MOS', 'ratio', 'channels', 'score'] as const;
export type Unit = (typeof UNITS)[number];

/** A third-level indicator. Its weight is 1 / the number of items beside it. */
export interface Item {
	id: string;
	name: Label;
	/** The measure or reading it comes from, in words. */
	source: Label;
	/** Whether events can give it; otherwise it lives on readings alone. */
	measurable: boolean;
	unit: Unit;
	/** Measure that scores 0; above `target` where lower is better. */
	floor: number;
	/** The national mean measure: it scores the national mean of the second-level indicator. */
	mean: number;
	/** Measure that scores 100. */
	target: number;
	/** A full count: it has no sampling error. */
	exact?: true;
	/** The national mean score that the report prints for the item: shown beside it, no anchor. */
	printed_score?: number;
	/** What of the curve is printed and what is assumed. */
	basis: Label;
}

export interface SecondLevel {
	id: string;
	name: Label;
	/** Share of the first-level indicator, 0..1. */
	weight: number;
	/** National mean score. */
	mean: number;
	/** Prior standard deviation of an unknown item's score between cities of one tier. */
	prior_sd: number;
	items: Item[];
}

export interface FirstLevel {
	id: string;
	name: Label;
	/** Share of the index, 0..1. */
	weight: number;
	/** National mean score as printed. */
	mean: number;
	children: SecondLevel[];
}

/** Mean scores of a city tier, by first-level id. */
export interface TierRow {
	name: string;
	index: number;
	scores: Record<string, number>;
}

/** What `likely` assumes where no sampling error can be computed. */
export interface Prior {
	/** Correlation of two unknown items of the same second-level indicator, 0..1. */
	within: number;
	/** Correlation of two unknown items of different indicators, 0..`within`. */
	across: number;
	/** Standard deviation of one test's or one answer's score: a score of n has this over √n. */
	test_sd: number;
	/** Standard deviation, in score points, of a figure whose error cannot be computed. */
	unstated_sd: number;
	/** Where the four and the `prior_sd` come from. */
	basis: Label;
}

export interface Profile {
	id: string;
	version: number;
	name: Label;
	author: string;
	/** Day of this version, YYYY-MM-DD. */
	date: string;
	note: Label;
	prior: Prior;
	tiers: TierRow[];
	indicators: FirstLevel[];
}
