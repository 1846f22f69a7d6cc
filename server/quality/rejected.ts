/** Lines that were turned away: why, how many, the latest messages, and by whom they were sent. */
import { formatInstant } from '#contract/instant';
import type { RejectionCode } from '#contract/ingest';
import type { RejectedReason } from '#contract/quality';
import type { Store } from '../store/store.ts';
import { cityCode } from '../store/literal.ts';
import { inLog, receivedIn, RUNS_PAST, type LogWindow, type SentBy } from './log-window.ts';

const EXAMPLES = 3;

/** A line whose city could not be read, or is none, is of no city. */
const UNPLACED = `(city = 0 OR code = 'city_unknown')`;

/**
 * Lines of the city, and lines of no city by sources that do send for it. Sources that send for no
 * city at all are shown to those alone who may see every city.
 */
export function turnedAway(window: LogWindow, everyCity: boolean): string {
	const sends = `source IN (SELECT source FROM raw_events WHERE ${inLog(window)})`;
	const sendsNowhere = `source NOT IN (SELECT source FROM raw_events WHERE ${receivedIn(window)})`;
	const ours = everyCity ? `(${sends} OR ${sendsNowhere})` : sends;
	return `${receivedIn(window)} AND (city = ${cityCode(window.city)} OR (${UNPLACED} AND ${ours}))`;
}

interface ReasonRow extends Record<string, unknown> {
	code: RejectionCode;
	n: number;
	unplaced: number;
	last: number;
	examples: [at: number, source: string, line: number, message: string][];
}

/** By reason, the most frequent first. */
export async function rejectedReasons(
	store: Store,
	window: LogWindow,
	everyCity: boolean
): Promise<RejectedReason[]> {
	const rows = await store.read<ReasonRow>(`
SELECT
	code,
	sum(lines) AS n,
	sum(unplaced_lines) AS unplaced,
	max(seen) AS last,
	arraySlice(arrayReverseSort(groupArray((seen, from_source, at_line, message))), 1, ${EXAMPLES}) AS examples
FROM
(
	SELECT
		code,
		message,
		sum(q.copies) AS lines,
		sumIf(q.copies, ${UNPLACED}) AS unplaced_lines,
		max(received_at) AS seen,
		argMax(source, (received_at, line)) AS from_source,
		argMax(line, (received_at, line)) AS at_line
	FROM quarantine AS q
	WHERE ${turnedAway(window, everyCity)} AND run NOT IN (${RUNS_PAST})
	GROUP BY code, message
)
GROUP BY code
ORDER BY n DESC, code`);
	return rows.map(({ code, n, unplaced, last, examples }) => ({
		code,
		n,
		unplaced,
		last_at: formatInstant(last),
		examples: examples.map(([at, source, line, message]) => ({
			at: formatInstant(at),
			source,
			line,
			message
		}))
	}));
}

export interface RejectedBySource extends SentBy {
	rejected: number;
	last: number;
	/** The run was taken back, or read again by a later one: its lines are in no total. */
	past: 0 | 1;
}

export function rejectedBySource(
	store: Store,
	window: LogWindow,
	everyCity: boolean
): Promise<RejectedBySource[]> {
	return store.read(`
SELECT source, run, sum(copies) AS rejected, max(received_at) AS last, run IN (${RUNS_PAST}) AS past
FROM quarantine
WHERE ${turnedAway(window, everyCity)}
GROUP BY source, run`);
}
