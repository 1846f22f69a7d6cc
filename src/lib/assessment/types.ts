/** Shapes of the assessment (definitions, section 5). Scores and the index are 0..100. */
import type { Unit } from './profile.ts';
import type { ReadingMethod } from './readings.ts';
import type { Grade } from '../reference/national-index-2023.ts';

export interface Score {
	point: number;
	low: number;
	high: number;
}

export interface Interval {
	low: number;
	high: number;
}

/** Where an item's measure comes from; readings in order of trust. */
export type Source = 'measured' | ReadingMethod | 'unknown';

/** The reading that stands for an item, or would if it were not measured. */
export interface ShownReading {
	id: string;
	method: ReadingMethod;
	value: number;
	n: number | null;
	from: string;
	to: string;
}

export interface ItemAssessment {
	id: string;
	name: string;
	name_en: string;
	/** Share of the second-level indicator, 0..1. */
	weight: number;
	unit: Unit;
	/** In the item's unit; value is null while unknown. */
	measure: { value: number | null; n: number | null };
	/** `low` and `high` are 95 %; an unknown item has 0 and 100 here. */
	score: Score;
	source: Source;
	/** Set where the measure is annualised from fewer days than a year. */
	annualised_from_days?: number;
	reading?: ShownReading;
	/** Points from score 0 up to 100; measures fall where lower is better. */
	curve: [measure: number, score: number][];
	/** The national mean measure. */
	mean_measure: number;
	/** National mean score printed for the item: shown beside it, no anchor of the curve. */
	printed_score: number | null;
}

/** How a node of the tree stands. */
export interface Standing {
	/** `low` and `high` are likely: 95 %, from sampling error and the prior of unknown items. */
	score: Score;
	/** Unknown items at 0 and at 100, known ones at their point. */
	bounds: Interval;
	/** Weight of what is not unknown beneath it, 0..1. */
	coverage: number;
}

export interface IndicatorSummary extends Standing {
	id: string;
	name: string;
	name_en: string;
	/** Share of the node above, 0..1. */
	weight: number;
}

export interface IndicatorAssessment extends IndicatorSummary {
	/** Second-level indicators, under a first-level one. */
	children?: IndicatorAssessment[];
	/** Under a second-level one. */
	items?: ItemAssessment[];
}

/** Grade and rank in the 2023 national index, inferred (推算), never official. */
export interface GradeStanding {
	/** The most likely grade; the probabilities of all ten, best first, add up to 1. */
	grade: { value: Grade; probabilities: Record<Grade, number> };
	/** 95 % of the places among the 334 ranked cities; 1 is the best. */
	rank: Interval;
}

export interface IndexSummary extends GradeStanding {
	as_of: string;
	from: string;
	to: string;
	profile: { id: string; version: number };
	index: {
		point: number;
		/** 95 % from sampling error of known items and the stated prior of unknown ones. */
		likely: Interval;
		/** Unknown items at 0 and at 100. */
		bounds: Interval;
		coverage: number;
	};
	/** The three first-level indicators. */
	indicators: IndicatorSummary[];
	/** Printed means of the city's tier, to compare with; null for a city without a tier. */
	tier: { name: string; index: number; scores: Record<string, number> } | null;
}

export interface Assessment extends Omit<IndexSummary, 'indicators'> {
	indicators: IndicatorAssessment[];
}
