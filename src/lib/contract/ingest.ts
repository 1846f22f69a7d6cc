/** What `POST /v1/events` answers, and why it may turn a line away. */
export const REJECTION_CODES = [
	'json_malformed',
	'invalid_utf8',
	'line_too_long',
	'not_an_object',
	'type_unknown',
	'city_unknown',
	'city_forbidden',
	'field_missing',
	'field_invalid',
	'stages_out_of_order',
	'time_in_future',
	'time_too_early',
	'too_old',
	'item_unknown',
	'body_truncated',
	'trailing_data'
] as const;
export type RejectionCode = (typeof REJECTION_CODES)[number];

export interface Rejection {
	/** 1-based line of NDJSON, or 1-based index of the array. */
	line: number;
	code: RejectionCode;
	message: string;
}

export interface IngestReply {
	accepted: number;
	rejected_total: number;
	/** The first 1,000. */
	rejected: Rejection[];
}

export const LISTED_REJECTIONS = 1_000;
