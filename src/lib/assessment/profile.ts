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

/** A third-level indicator. */
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
	/** The national mean measure: it scores `mean_score`. */
	mean: number;
	/** Measure that scores 100. */
	target: number;
	/** Share of the second-level indicator, 0..1; all beside it or none have one. None: equal shares. */
	weight?: number | undefined;
	/** Score at the national mean measure; the second-level mean without it. */
	mean_score?: number | undefined;
	/** Points [measure, score] instead of the three above: measures rise or fall, scores do not fall. */
	curve?: [measure: number, score: number][] | undefined;
	/** A full count: it has no sampling error. */
	exact?: boolean | undefined;
	/** The national mean score that the report prints for the item: shown beside it, no anchor. */
	printed_score?: number | undefined;
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

export const MISSING = ['range', 'zero'] as const;
export type Missing = (typeof MISSING)[number];

export interface Profile {
	id: string;
	version: number;
	name: Label;
	author: string;
	/** Day of this version, YYYY-MM-DD. */
	date: string;
	note: Label;
	/**
	 * What an unknown item scores. `range`, the default: its tier's mean, with the prior's range. `zero`:
	 * 0, as the report seems to treat cities without a result.
	 */
	missing?: Missing | undefined;
	prior: Prior;
	tiers: TierRow[];
	indicators: FirstLevel[];
}
