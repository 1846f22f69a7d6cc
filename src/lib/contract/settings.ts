/** What settings answer: one typed file for both ends. */
import type { AlertRule, SavedRule } from './alert-rules.ts';
import type { DayKind } from './alerts.ts';
import type { ThreeRatesChoice } from './standards.ts';

/** A version of something that people set. */
export interface SettingAnswer<T> {
	kind: string;
	city: string;
	id: string;
	version: number;
	at: string;
	/** Id of the token that set it. */
	author: string;
	note: string;
	/** Null: removed, or back to the default. */
	value: T | null;
}

/** `PUT /v1/rules/:id`. */
export interface RuleAnswer extends SettingAnswer<AlertRule>, SavedRule {}

/** For a while nobody is told of what it covers. */
export interface Silence {
	/** Epoch milliseconds; a silence always ends. */
	from: number;
	until: number;
	/** What it covers; null: everything of the city. */
	rule: string | null;
	kind: string | null;
	reason: string;
}
export type SilenceAnswer = SettingAnswer<Silence>;
export interface SilencesAnswer {
	city: string;
	silences: SilenceAnswer[];
}

/** `PUT /v1/days/:date`. */
export type DayAnswer = SettingAnswer<{ kind: DayKind; name: string | null }>;

/** `PUT /v1/three-rates`; version 0: the defaults. */
export interface ThreeRatesAnswer {
	version: number;
	value: ThreeRatesChoice;
}

/** `PUT /v1/profile-in-force`. */
export interface ProfileInForceAnswer {
	profile: string;
	version: number;
}

/** A wall's device, or a link that nobody has taken yet. */
export interface DisplayView {
	id: string;
	name: string;
	city: string;
	author: string;
	changed_at: string;
	/** Until when the link can be taken; null once a device has. */
	offered_until: string | null;
}
export interface DisplaysAnswer {
	city: string;
	displays: DisplayView[];
}
/** A one-time link; its code is told this once. */
export interface DisplayOffer {
	id: string;
	path: string;
	offered_until: string;
}
