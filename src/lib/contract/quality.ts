/** `GET /v1/quality`: what arrived, from whom, and what is wrong with it. One shape for both ends. */
import type { Rate } from '../statistics/wilson.ts';
import type { EventType } from './events.ts';
import type { RejectionCode } from './ingest.ts';
import type { RowRejection } from './imports.ts';
import { MINUTE_MS } from './instant.ts';

/** A source that brought neither an event nor a heartbeat for this long is not known to live. */
export const SOURCE_FRESH_MS = 5 * MINUTE_MS;

/** Its events come; it only says that it lives; nothing comes; an import, which ends by itself. */
export const SOURCE_STATES = ['alive', 'quiet', 'silent', 'import'] as const;
export type SourceState = (typeof SOURCE_STATES)[number];

export interface Late {
	/** Facts that carry a stage or event time. */
	n: number;
	/** Of these, received more than so long after their latest one. */
	over_1h: number;
	over_1d: number;
	over_7d: number;
}

export interface Skew {
	/** Facts that carry a stage or event time. */
	n: number;
	/** Of these, with a time later than their receiving. */
	ahead: number;
	/** The furthest of them; null when none is ahead. */
	max_seconds: number | null;
}

/** Counts of the log's rows and identities of one window; a row is one accepted event. */
export interface LogCounts {
	events: number;
	by_type: Partial<Record<EventType, number>>;
	/** Rows with the identity, revision and content of an earlier row. */
	repeats: number;
	/** Identities of which one revision came with different contents. */
	conflicts: number;
	/** Identities that came in several revisions. */
	corrections: number;
	/** Identities that were withdrawn. */
	withdrawals: number;
	/** Lines turned away. */
	rejected: number;
	/** Imports: rows, or events of them, that the importer turned away itself: they were never sent. */
	rows_rejected: number;
	/** Imports: times that a word was read which no map of the mapping lists. */
	unmapped: number;
	late: Late;
	skew: Skew;
	first_received_at: string | null;
	last_received_at: string | null;
	/** The latest stage or event time. */
	last_event_at: string | null;
}

export interface SourceQuality extends LogCounts {
	/** The token's id, `local`, or the id of an import run. */
	id: string;
	kind: 'token' | 'import';
	/** Import runs: the token that sent it. */
	via: string | null;
	/** Import runs: taken back, so that its events no longer count. */
	undone: boolean;
	/** Import runs: a later run has read all its files again, whose complaints stand instead. */
	repeated: boolean;
	/** Import runs: names of the files, as far as the importer told them. */
	files: string[];
	state: SourceState;
	last_heartbeat_at: string | null;
}

export interface Conflict {
	type: EventType;
	id: string;
	revision: number;
	/** Different contents of this revision. */
	contents: number;
	last_received_at: string;
	sources: string[];
	/** Names of the keys in which the contents differ; never their values. */
	keys: string[];
}

export interface RejectedReason {
	code: RejectionCode;
	n: number;
	/** Of these, lines whose city could not be read or is none. */
	unplaced: number;
	last_at: string;
	/** Latest different messages, newest first. Messages name fields, never what a person wrote. */
	examples: { at: string; source: string; line: number; message: string }[];
}

/** A word that was sent where one of a few is wanted. */
export interface UnknownValue {
	field: string;
	value: string;
	n: number;
	last_at: string;
}

/** Where a complaint of importers comes from: the runs of the window, latest first. */
export interface NotedBy {
	run: string;
	/** The token that sent it. */
	via: string;
	file: string;
}

export interface RowsRejected {
	reason: RowRejection;
	n: number;
	last_at: string;
	by: NotedBy[];
}

/** A word that a column of an imported file held and no map of its mapping lists. */
export interface UnmappedValue {
	column: string;
	/** With the digits of numbers as #, at most 40 characters; `…` for words beyond the first 500 of a column. */
	value: string;
	n: number;
	last_at: string;
	by: NotedBy[];
}

export interface Undecided {
	/** Open for 60 minutes or longer, of whatever age: what the wall shows. */
	total: number;
	/** Of the calls that asked for a person in the window, those that are open so long. */
	in_window: Rate;
	/** The longest open; null where the reader may not see single calls. */
	oldest: { call_id: string; queued_at: string }[] | null;
}

/** `unknown`: nothing to measure it by; `reading`: a reading stands in; `thin`: too few or too partial. */
export const ITEM_STATES = ['unknown', 'reading', 'thin', 'measured'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

export interface FieldItem {
	id: string;
	name: string;
	name_en: string;
	/** Share of the whole index, 0..1. */
	weight: number;
	state: ItemState;
}

export const FIELDS = [
	'caller',
	'resolved_on_contact',
	'welcome_seconds',
	'menu_depth',
	'mos',
	'channel',
	'self_service',
	'respond_due_at',
	'resolve_due_at'
] as const;
export type FieldId = (typeof FIELDS)[number];

export interface FieldQuality {
	id: FieldId;
	of: 'calls' | 'answered_calls' | 'tickets';
	/** Facts without the field over all facts of the window, by event time. */
	missing: Rate;
	/** What of the assessment rests on it. */
	items: FieldItem[];
}

export interface Quality {
	city: string;
	as_of: string;
	/** The window, by receiving time; fields and undecided calls by event time. */
	from: string;
	to: string;
	settled: boolean;
	total: LogCounts;
	sources: SourceQuality[];
	/** Latest conflicts; null where the reader may not see single facts. */
	conflicts: Conflict[] | null;
	rejected: RejectedReason[];
	unknown_values: UnknownValue[];
	/** What importers turned away before sending, of the latest run of each file. */
	rows_rejected: RowsRejected[];
	/** Likewise; the most frequent 50. */
	unmapped_values: UnmappedValue[];
	undecided: Undecided;
	fields: FieldQuality[];
	/** Weight in the index of items that are unknown, or thin, for want of these fields. */
	coverage_cost: { unknown: number; thin: number };
}
