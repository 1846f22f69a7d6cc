/** What `GET /v1/assessment/history` answers: one typed file for both ends. */
import type { IndexSummary } from '../assessment/types.ts';
import type { Grade } from '../reference/national-index-2023.ts';

/** The index as it was shown at an instant. */
export interface ShownIndex extends Pick<
	IndexSummary,
	'as_of' | 'from' | 'to' | 'profile' | 'index' | 'rank'
> {
	grade: Grade;
}

export interface HistoryPoint extends ShownIndex {
	/**
	 * The same instant, window and profile from today's knowledge; null where it does not differ. Absent
	 * where it was not worked out.
	 */
	recomputed?: IndexSummary['index'] | null;
}

/** A note on the time line. */
export interface Annotation {
	id: string;
	version: number;
	at: string;
	text: string;
	author: string;
}

/** `PUT /v1/annotations/:id`. */
export type AnnotationAnswer = Annotation | { id: string; removed: true };

export interface HistoryAnswer {
	city: string;
	from: string;
	to: string;
	/** Minutes reach back a week; days as far as anything was shown. */
	step: 'minute' | 'day';
	points: HistoryPoint[];
	annotations: Annotation[];
}
