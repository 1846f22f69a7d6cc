/** Each measure that a rate rule watches as a stream of facts: where they lie, and when one is decided. */
import type { WatchedMeasure } from '#contract/alert-rules';
import type { EventType } from '#contract/events';
import type { MeasureConfig } from '../measures/question.ts';
import { touchedTable } from '../rollup/touched.ts';
import { int } from '../store/literal.ts';

export interface Stream {
	measure: WatchedMeasure;
	/** One line alone; null: all. */
	line: string | null;
}

export interface CityStream extends Stream {
	city: string;
}

/** An online answer within so long is good; GB/T 33358 asks phones for 15 s, chats are typed. */
const ONLINE_RESPONSE_MS = 60_000;

/** Where facts are read: all that stand, or what the settle step under way has written. */
type Facts = 'standing' | 'touched';

interface Source {
	/** What brings it. */
	type: EventType;
	table: string;
	id: string;
	/** The column that the table is ordered by, and the measure's window time. */
	placed: string;
	decided: string;
	bad: string;
	where: string;
}

export function sourceOf(
	measure: WatchedMeasure,
	config: MeasureConfig,
	facts: Facts = 'standing'
): Source {
	const tableOf = (name: string) => (facts === 'touched' ? touchedTable(name) : `${name} FINAL`);
	const cutOff = int(config.shortAbandonSeconds * 1000);
	const kept = `(answered_at IS NOT NULL OR ifNull(ended_at - queued_at >= ${cutOff}, true))`;
	const calls = {
		type: 'call' as const,
		table: tableOf('calls'),
		id: 'call_id',
		placed: 'placed_at',
		decided: 'decided_at',
		bad: 'isNull(answered_at)',
		where: `queued_at IS NOT NULL AND ${kept}`
	};
	const sessions = {
		type: 'session' as const,
		table: tableOf('sessions'),
		id: 'session_id',
		placed: 'requested_at',
		decided: 'coalesce(responded_at, ended_at, 9000000000000000)',
		bad: 'isNull(responded_at)',
		where: '1'
	};
	const ratings = (kind: 'after_call' | 'callback') => ({
		type: 'rating' as const,
		table: tableOf('ratings'),
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
				type: 'ticket',
				table: `(
		SELECT city, ticket_id, 0 AS complaint, created_at AS at, version, 0 AS deleted FROM ${tableOf('tickets')} WHERE created_at IS NOT NULL
		UNION ALL
		SELECT city, ticket_id, 1, complained_at, version, 0 FROM ${tableOf('tickets')} WHERE complained_at IS NOT NULL AND created_at IS NOT NULL
	)`,
				id: "concat(ticket_id, if(complaint = 1, '!', ''))",
				placed: 'assumeNotNull(at)',
				decided: 'assumeNotNull(at)',
				bad: 'complaint = 1',
				where: '1'
			};
	}
}
