/** What `GET /v1/province` answers: the cities that the reader may see, side by side. */
import type { IndexSummary } from '../assessment/types.ts';
import type { Rate } from '../statistics/wilson.ts';

/** Figures of a city that move from one minute to the next, all as of one instant. */
export interface ProvinceNow {
	as_of: string;
	/** Connection rate of the last 60 minutes, of today, and of today's evening slots. */
	last_hour: Rate;
	today: Rate;
	evening: Rate;
	/** Latest event accepted for the city; null when none ever was. */
	last_received_at: string | null;
	/** Alerts that fire or are acknowledged and are not muted. */
	alerts: { critical: number; warning: number };
}

/** Figures of the last 30 days, all as of one instant. */
export interface ProvinceMonth {
	as_of: string;
	/** Connection rate of the evening slots of the 30 days. */
	evening: Rate;
	/** The same without today: what today's evening is held against. */
	usual_evening: Rate;
	index: IndexSummary;
}

/** Why a city needs attention, the gravest first. */
export const ATTENTION_REASONS = ['critical', 'evening_low', 'warning', 'silent'] as const;
export type AttentionReason = (typeof ATTENTION_REASONS)[number];

export interface ProvinceCity {
	code: string;
	name: string;
	name_en: string;
	province: string;
	/** Null while it has not been computed since somebody asked. */
	now: ProvinceNow | null;
	month: ProvinceMonth | null;
	attention: AttentionReason[];
}

/** Sums over the cities below, and over no other. */
export interface ProvinceTotal {
	cities: number;
	/** Cities whose figures of now and of the month are in the sums. */
	computed: number;
	/** The oldest instant that any figure in the sums is as of; null without any. */
	as_of: string | null;
	needing_attention: number;
	today: Rate;
	evening: Rate;
	evening_month: Rate;
}

export interface ProvinceAnswer {
	as_of: string;
	/** False while an accepted event is not yet in these figures. */
	settled: boolean;
	total: ProvinceTotal;
	/** What needs attention first. */
	cities: ProvinceCity[];
}
