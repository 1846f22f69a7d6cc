/** Shapes of the comparison with peers: what `GET /v1/peers` answers. Ratios 0..1, scores 0..100. */
import type { Label } from '../assessment/profile.ts';
import type { Interval, Source } from '../assessment/types.ts';
import type { Grade } from '../reference/national-index-2023.ts';

export type GroupKind = 'tier' | 'region' | 'province' | 'class' | 'nation';

export interface PeerGroup {
	kind: GroupKind;
	/** As the report prints it, such as 新一线. */
	id: string;
	name: Label;
}

/** Our side of a comparison. */
export interface OurFigure {
	value: number;
	/** 95 %; null where no error can be stated, equal to the value where there is none. */
	low: number | null;
	high: number | null;
	n: number | null;
	/** Absent for an index or indicator, which rests on many. */
	source?: Source;
	/** A full count, without sampling error. */
	exact?: true;
	/** Days of history that stand for 365. */
	annualised_from_days?: number;
}

/** How our figure lies to a printed one. */
export interface Comparison {
	/** As shown, to the decimals of `decimals`. */
	relation: 'above' | 'below' | 'equal';
	/** `full`: a difference of full counts. `unstated`: no error can be stated. */
	error: 'within' | 'beyond' | 'full' | 'unstated';
	/** Null where the difference is none, within error, of unstated error, or perhaps one of definitions. */
	judgement: 'better' | 'worse' | null;
	/** A difference beyond error that may be one of definitions: the row's caution says why. */
	definitions?: 'differ';
	/** Decimals of the percentages or scores that show the relation. */
	decimals: number;
}

export interface PeerFigure {
	group: PeerGroup;
	value: number;
	/** False where it is worked out from printed figures. */
	printed: boolean;
	/** Null while our figure is unknown. */
	comparison: Comparison | null;
	/** Null while our figure is unknown. */
	sentence: Label | null;
}

export interface PeerRow {
	id: string;
	name: Label;
	unit: 'ratio' | 'score';
	better: 'higher' | 'lower';
	ours: OurFigure | null;
	peers: PeerFigure[];
	/** Why the printed figures may be of another definition; then no difference is called better or worse. */
	caution: Label | null;
}

/** Cities of a group by printed grade, best first; grades that none of them holds are left out. */
export interface GradedGroup {
	group: PeerGroup;
	cities: number;
	grades: { grade: Grade; cities: { name: string; name_en: string; ours: boolean }[] }[];
}

export interface PlaceAmongCities {
	of: number;
	/** Weight of what is known of our index, 0..1; with nothing known, grade and rank are the prior's. */
	coverage: number;
	/** The grade that the report printed for the city in 2023; null for the four not assessed. */
	printed_grade: Grade | null;
	/** What our index would be graded as, inferred. */
	grade: { value: Grade; probabilities: Record<Grade, number> };
	rank: Interval;
	/** All ten grades, best first, with the number of cities and the places that they hold. */
	grades: { grade: Grade; cities: number; from: number; to: number }[];
	groups: GradedGroup[];
	/** Places in the report's two lists of named cities. */
	rankings: { name: Label; place: number; of: number }[];
}

/** The best or worst three cities of a first-level indicator, which the report prints unnamed. */
export interface ProfileComparison {
	id: string;
	name: Label;
	indicators: {
		id: string;
		name: Label;
		ours: { point: number; low: number; high: number; coverage: number };
		best: number[];
		worst: number[];
	}[];
}
