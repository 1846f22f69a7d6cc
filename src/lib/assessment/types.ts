/** Shapes of the assessment (definitions, section 5). Scores and the index are 0..100. */

export interface Score {
	point: number;
	low: number;
	high: number;
}

/** Where an item's measure comes from; readings in order of trust. */
export type Source = 'measured' | 'inspection' | 'survey' | 'declared' | 'unknown';

export interface ItemAssessment {
	id: string;
	name: string;
	weight: number;
	/** In the item's unit; value is null while unknown. */
	measure: { value: number | null; n: number | null };
	/** `low` and `high` are 95 %; an unknown item has its bounds 0 and 100 here. */
	score: Score;
	source: Source;
	/** The reading that would stand in, or stands in, for the measure. */
	reading?: { id: string; method: Source; value: number; n: number | null };
	curve: [measure: number, score: number][];
	mean_measure: number;
}

export interface IndicatorAssessment {
	id: string;
	name: string;
	weight: number;
	score: Score;
	/** Weight of what is not unknown beneath it, 0..1. */
	coverage: number;
	children?: IndicatorAssessment[];
	items?: ItemAssessment[];
}

export interface IndexSummary {
	as_of: string;
	from: string;
	to: string;
	profile: { id: string; version: number };
	index: {
		point: number;
		/** 95 % from sampling error of measured items and the stated prior of unknown ones. */
		likely: { low: number; high: number };
		/** Unknown items at 0 and at 100. */
		bounds: { low: number; high: number };
		coverage: number;
	};
	/** The three first-level indicators. */
	indicators: { id: string; name: string; weight: number; score: Score; coverage: number }[];
	/** Printed means of the city's tier, to compare with; null for a city without a tier. */
	tier: { name: string; index: number; scores: Record<string, number> } | null;
}

export interface Assessment extends Omit<IndexSummary, 'indicators'> {
	indicators: IndicatorAssessment[];
}
