/** `GET /v1/usual?city`: what is usual by this time of day, on such a day. */
import type { Rate } from '../statistics/wilson.ts';
import type { DayKind } from './alerts.ts';
import type { RateId } from './measures.ts';

/** A Beijing date, `2026-11-24`, and what kind of day it is. */
export interface NamedDay {
	date: string;
	kind: DayKind;
	/** 国庆节, …; null on plain days. */
	name: string | null;
}

export interface UsualAnswer {
	city: string;
	as_of: string;
	/** Today, or the day of `now`. */
	day: NamedDay;
	/** Days that it is compared with, the latest first; those without facts are left out. */
	days: NamedDay[];
	/** All of them from midnight to this time of day, added up. */
	measures: Record<RateId, Rate>;
}
