/** What `GET /v1/settings/city` answers: the city's profile, what it was prefilled with, who set it. */
import type { CityProfile } from '../city/profile.ts';

export interface CityProfileVersion {
	version: number;
	at: string;
	author: string;
	note: string;
	/** Null: removed, what was prefilled holds again. */
	value: CityProfile | null;
}

export interface CityProfileAnswer {
	city: string;
	name: string;
	/** As the list of prefectures has it. */
	prefilled: CityProfile;
	/** Residents in the census of 2010: a hint to confirm, never a denominator by itself. */
	population_2010: number | null;
	/** What holds. */
	profile: CityProfile;
	/** 0 while nobody has set it. */
	version: number;
	/** Newest first. */
	history: CityProfileVersion[];
}
