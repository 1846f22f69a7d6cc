/** Facts that went well or badly, for the detectors: each measure as a stream, and by hour as history. */
import type { WatchedMeasure } from '#contract/alert-rules';
import { BEIJING_OFFSET_MS, DAY_MS, HOUR_MS } from '#contract/instant';
import type { HourCell } from '../../src/lib/alerts/expectation.ts';
import type { MeasureConfig } from '../measures/question.ts';
import { cityCode, int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';

export interface Stream {
	city: string;
	measure: WatchedMeasure;
	line: string | null;
}

export interface TrialRow extends Record<string, unknown> {
	id: string;
	at: number;
	placed: number;
	bad: 0 | 1;
}

/** An online answer within so long is good; GB/T 33358 asks phones for 15 s, chats are typed. */
const ONLINE_RESPONSE_MS = 60_000;

interface Source {
	table: string;
	id: string;
	/** The column that the table is ordered by, and the measure's window time. */
	placed: string;
	decided: string;
	bad: string;
	where: string;
}

function sourceOf(measure: WatchedMeasure, config: MeasureConfig): Source {
	const cutOff = int(config.shortAbandonSeconds * 1000);
	const kept = `(answered_at IS NOT NULL OR ifNull(ended_at - queued_at >= ${cutOff}, true))`;
	const calls = {
		table: 'calls FINAL',
		id: 'call_id',
		placed: 'placed_at',
		decided: 'decided_at',
		bad: 'isNull(answered_at)',
		where: `queued_at IS NOT NULL AND ${kept}`
	};
	const sessions = {
		table: 'sessions FINAL',
		id: 'session_id',
		placed: 'requested_at',
		decided: 'coalesce(responded_at, ended_at, 9000000000000000)',
		bad: 'isNull(responded_at)',
		where: '1'
	};
	const ratings = (kind: 'after_call' | 'callback') => ({
		table: 'ratings FINAL',
		id: 'rating_id',
		placed: 'rated_at',
		decided: 'rated_at',
		bad: `score < ${int(config.satisfiedFrom)}`,
		where: `kind = '${kind}' AND score IS NOT NULL`
	});
	switch (measure) {
		case 'connection_rate':
			return calls;
		case 'connection_rate_15s':
			return {
				...calls,
				bad: `ifNull(answered_at - placed_at > ${int(config.serviceLevelSeconds * 1000)}, true)`
			};
		case 'connection_rate_offered':
			return { ...calls, where: kept };
		case 'online_connection_rate':
			return sessions;
		case 'online_response':
			return {
				...sessions,
				bad: `ifNull(responded_at - requested_at > ${int(ONLINE_RESPONSE_MS)}, true)`
			};
		case 'after_call_satisfaction':
			return ratings('after_call');
		case 'callback_satisfaction':
			return ratings('callback');
		case 'complaint_rate':
			// Each ticket is a good fact as it is created, and a bad one as it is first complained of.
			return {
				table: `(
		SELECT city, ticket_id, 0 AS complaint, created_at AS at, version FROM tickets FINAL WHERE created_at IS NOT NULL
		UNION ALL
		SELECT city, ticket_id, 1, complained_at, version FROM tickets FINAL WHERE complained_at IS NOT NULL AND created_at IS NOT NULL
	)`,
				id: "concat(ticket_id, if(complaint = 1, '!', ''))",
				placed: 'assumeNotNull(at)',
				decided: 'assumeNotNull(at)',
				bad: 'complaint = 1',
				where: '1'
			};
	}
}

/** Text reaches SQL as a parameter; only rules about one line pay for that. */
function lineOf({ line }: Stream) {
	return line === null
		? { where: '', parameters: undefined }
		: { where: ' AND line = {line:String}', parameters: { line } };
}

/** How long a fact may take from its window time to being decided and still be read. */
export const LOOK_BACK_MS = 3 * HOUR_MS;

/** Facts decided in [from, to), in event time; those that changed after a batch alone where `after` is given. */
export function trials(
	store: Store,
	stream: Stream,
	{ from, to, after }: { from: number; to: number; after?: number },
	config: MeasureConfig
): Promise<TrialRow[]> {
	const { table, id, placed, decided, bad, where } = sourceOf(stream.measure, config);
	const line = lineOf(stream);
	return store.read<TrialRow>(
		`
SELECT id, at, placed, bad FROM
(
	SELECT ${id} AS id, ${decided} AS at, ${placed} AS placed, toUInt8(${bad}) AS bad
	FROM ${table}
	WHERE city = ${cityCode(stream.city)} AND ${placed} >= ${int(from - LOOK_BACK_MS)} AND ${placed} < ${int(to)}
		AND ${where}${after === undefined ? '' : ` AND version > ${int(after)}`}${line.where}
)
WHERE at >= ${int(from)} AND at < ${int(to)}
ORDER BY at, id`,
		line.parameters
	);
}

/** Facts as a backtest takes them: `at`, and how long before it each was placed with whether it went badly. */
export interface TrialColumns extends Record<string, unknown> {
	at: number[];
	/** 2 × (at − placed) + bad: one list less to write and to parse. */
	coded: number[];
}

/** The same facts in the same order as columns: a million of them is two lists, not a million objects. */
export async function trialColumns(
	store: Store,
	stream: Stream,
	{ from, to }: { from: number; to: number },
	config: MeasureConfig
): Promise<TrialColumns> {
	const { table, id, placed, decided, bad, where } = sourceOf(stream.measure, config);
	const line = lineOf(stream);
	const [row] = await store.read<TrialColumns>(
		`
SELECT groupArray(at) AS at, groupArray(coded) AS coded FROM
(
	SELECT ${decided} AS at, 2 * (${decided} - ${placed}) + toUInt8(${bad}) AS coded
	FROM ${table}
	WHERE city = ${cityCode(stream.city)} AND ${placed} >= ${int(from - LOOK_BACK_MS)} AND ${placed} < ${int(to)}
		AND at >= ${int(from)} AND at < ${int(to)} AND ${where}${line.where}
	ORDER BY at, ${id}
)`,
		line.parameters
	);
	return row ?? { at: [], coded: [] };
}

/** Facts by hour with window time in [from, to). */
export function hourCells(
	store: Store,
	stream: Stream,
	{ from, to }: { from: number; to: number },
	config: MeasureConfig
): Promise<(HourCell & Record<string, unknown>)[]> {
	const { table, placed, decided, bad, where } = sourceOf(stream.measure, config);
	const line = lineOf(stream);
	return store.read(
		`
SELECT
	intDiv(t + ${int(BEIJING_OFFSET_MS)}, ${int(DAY_MS)}) * ${int(DAY_MS)} - ${int(BEIJING_OFFSET_MS)} AS day,
	intDiv((t + ${int(BEIJING_OFFSET_MS)}) % ${int(DAY_MS)}, ${int(HOUR_MS)}) AS hour,
	count() AS n,
	countIf(is_bad) AS bad
FROM
(
	SELECT ${placed} AS t, ${bad} AS is_bad
	FROM ${table}
	WHERE city = ${cityCode(stream.city)} AND ${placed} >= ${int(from)} AND ${placed} < ${int(to)}
		AND ${decided} < 9000000000000000 AND ${where}${line.where}
)
GROUP BY day, hour
ORDER BY day, hour`,
		line.parameters
	);
}
