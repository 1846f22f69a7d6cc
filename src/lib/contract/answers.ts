/** What `GET /v1/measures` and `GET /v1/calls` answer: one typed file for both ends. */
import type { Assessment } from '../assessment/types.ts';
import type { Tier } from '../reference/prefectures.ts';
import type {
	MeasureId,
	Measures,
	OnlineSlotMeasures,
	PhoneSlotMeasures,
	Provisional
} from './measures.ts';
import type { OnlineSlotId, PhoneSlotId } from './slots.ts';

/** The definitions whose denominator is made of answered and lost calls. */
export const LOST_DEFINITIONS = ['connection_rate', 'connection_rate_offered'] as const;
export type LostDefinition = (typeof LOST_DEFINITIONS)[number];

/** Earlier periods of equal kind: just before, and of the same dates a year ago. */
export const COMPARED_IDS = ['previous', 'year'] as const;
export type ComparedId = (typeof COMPARED_IDS)[number];

/** `GET /v1/assessment`. */
export interface AssessmentAnswer extends Assessment {
	city: string;
	/** False while an accepted event is not yet in these figures. */
	settled: boolean;
}

/** `GET /v1/cities`: those that the reader may see and that have sent anything. */
export interface CitiesAnswer {
	cities: { code: string; name: string; name_en: string; tier: Tier | null }[];
}

export interface SlotsAnswer {
	phone: Record<PhoneSlotId, PhoneSlotMeasures>;
	online: Record<OnlineSlotId, OnlineSlotMeasures>;
}

/** A window as the wire writes it, with its measures. */
export interface PeriodAnswer {
	from: string;
	to: string;
	measures: Measures;
	slots?: SlotsAnswer;
}

export interface MeasuresAnswer extends PeriodAnswer {
	city: string;
	as_of: string;
	/** False while an accepted event is not yet in these figures. */
	settled: boolean;
	configuration: Record<string, number>;
	/** `connection_rate_live` is that of the whole window. */
	measures: Measures & Partial<Provisional>;
	maturing: Partial<Record<MeasureId, number>>;
	steps?: PeriodAnswer[];
	compare?: Partial<Record<ComparedId, PeriodAnswer>>;
}

export interface LostCallAnswer {
	call_id: string;
	arrived_at: string;
	/** Null where the caller never asked for a person. */
	queued_at: string | null;
	ended_at: string;
	wait_seconds: number | null;
	line: string | null;
	queue: string | null;
}

export interface LostCallsAnswer {
	city: string;
	as_of: string;
	from: string;
	to: string;
	settled: boolean;
	definition: LostDefinition;
	slot: PhoneSlotId | null;
	/** Denominator less numerator of the definition. */
	total: number;
	calls: LostCallAnswer[];
	/** What `after` takes for the page that follows; null on the last. */
	next: string | null;
}
