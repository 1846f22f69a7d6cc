/** Shapes of the drawn surveys: what `GET /v1/survey` answers. Rates are 0..1. */
import type { SlotMedium } from '../contract/slots.ts';

export interface SurveySlot {
	medium: SlotMedium;
	/** A probed slot of the medium. */
	slot: string;
	/** Decided calls or sessions of the slot, and how many of them were connected. */
	connected: number;
	decided: number;
	/** How many contacts the assessor makes in it. */
	contacts: number;
}

export interface SurveyPlan {
	slots: readonly SurveySlot[];
	/** Surveys to draw. */
	draws: number;
	/** A whole number; the same seed draws the same surveys. */
	seed: number;
}

/** What the surveys could have seen of some contacts. */
export interface Spread {
	/** Contacts of one survey. */
	contacts: number;
	/** The city's own rate, weighted by contacts. */
	true_rate: number;
	/** Mean of the drawn rates and its standard error by the surveys drawn. */
	mean: number;
	mean_error: number;
	/** Quantiles of the drawn rates. */
	p2_5: number;
	p25: number;
	p50: number;
	p75: number;
	p97_5: number;
	/** How many surveys saw 0, 1, … contacts connected. */
	histogram: number[];
	/** Share of surveys that saw at least so many points less than the truth, and what they are. */
	unlucky: { points: number; share: number };
	/** Share that saw fewer connected than the national mean rate. */
	below_national: number | null;
}

export interface SurveyResult {
	draws: number;
	seed: number;
	slots: (SurveySlot & { spread: Spread | null })[];
	/** By medium and in all; null where no slot has contacts and facts. */
	phone: Spread | null;
	online: Spread | null;
	all: Spread | null;
	/** Slots with contacts that nothing can be drawn from, because nothing was decided in them. */
	empty: { medium: SlotMedium; slot: string }[];
}
