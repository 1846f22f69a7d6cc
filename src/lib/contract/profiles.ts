/** What `GET /v1/profiles` answers: one typed file for both ends. */
import type { Label, Missing, Profile } from '../assessment/profile.ts';

export interface ProfileVersion {
	version: number;
	author: string;
	/** Null for a built-in one. */
	at: string | null;
	note: string;
	removed: boolean;
}

export interface ProfileSummary {
	id: string;
	version: number;
	name: Label;
	author: string;
	/** Day of the version, YYYY-MM-DD. */
	date: string;
	missing: Missing;
	/** Of the version in force. */
	note: string;
	built_in: boolean;
	/** Newest first. */
	versions: ProfileVersion[];
}

/** `PUT /v1/profiles/:id`. */
export type ProfileAnswer = Profile | { id: string; version: number; removed: true };

export interface ProfilesAnswer {
	city: string;
	profiles: ProfileSummary[];
	/** What the city's figures go by; nobody chose it where `chosen_by` is null. */
	in_force: {
		profile: string;
		version: number;
		chosen_by: string | null;
		chosen_at: string | null;
	};
}
