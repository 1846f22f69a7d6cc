/** What `GET /v1/readings` answers: one typed file for both ends. */
import type { ReadingMethod } from '../assessment/readings.ts';

/** A reading as somebody sets it; instants are ISO 8601 with an offset. */
export interface ReadingDraft {
	item: string;
	value: number;
	method: ReadingMethod;
	from: string;
	to: string;
	n: number | null;
	note: string | null;
}

/** One revision of a reading as it was received. */
export interface ReadingRevision {
	revision: number;
	/** Id of the token that sent it; null where the log of then is no longer kept. */
	author: string | null;
	received_at: string | null;
	/** Null: withdrawn. */
	value: ReadingDraft | null;
}

export interface ReadingEntry {
	reading_id: string;
	/** Newest first; the first one holds. */
	revisions: ReadingRevision[];
}

export interface ReadingsAnswer {
	city: string;
	readings: ReadingEntry[];
}
