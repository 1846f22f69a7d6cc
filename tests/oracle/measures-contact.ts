/** The rows of section 3 about calls and sessions: those that can be asked by slot. */
import type { Seen } from './as-of.ts';
import { type Rate, rate, type Spread, spread } from './figures.ts';
import type { Call, Session } from './facts.ts';
import type { Settings } from './settings.ts';

export type Inside = (at: number) => boolean;

export interface PhoneMeasures {
	connection_rate: Rate;
	connection_rate_agent: Rate;
	connection_rate_offered: Rate;
	connection_rate_15s: Rate;
	answer_wait_seconds: Spread;
	fcr_declared: Rate;
	fcr_no_repeat: Rate;
}

export interface OnlineMeasures {
	online_connection_rate: Rate;
	online_connection_rate_agent: Rate;
	online_response_seconds: Spread;
}

type Answered = Call & { queued_at: number; answered_at: number };

const isAnswered = (call: Call): call is Answered =>
	call.queued_at !== null && call.answered_at !== null;

/** "lost calls with `ended_at - queued_at` below it leave both connection denominators" */
const isShortAbandon = (call: Call, cutOff: number): boolean =>
	call.answered_at === null &&
	call.queued_at !== null &&
	call.ended_at !== null &&
	call.ended_at - call.queued_at < cutOff;

/** "no other call of the same city queued in (`answered_at`, `answered_at` + 7 d]" */
const isRepeated = (call: Answered, all: readonly Call[], repeatMs: number): boolean =>
	all.some(
		(other) =>
			other.id !== call.id &&
			other.caller === call.caller &&
			other.queued_at !== null &&
			other.queued_at > call.answered_at &&
			other.queued_at <= call.answered_at + repeatMs
	);

export function phoneMeasures(
	{ calls }: Seen,
	inside: Inside,
	now: number,
	{ promptMs, repeatMs, shortAbandonMs }: Settings
): PhoneMeasures {
	const counted = calls.filter((call) => !isShortAbandon(call, shortAbandonMs));
	const isClosed = (call: Call) => call.answered_at !== null || call.ended_at !== null;

	// "Decided: has `queued_at`, and is answered, or ended without an answer."
	const queued = calls.filter(({ queued_at }) => queued_at !== null && inside(queued_at));
	const decided = queued.filter((call) => counted.includes(call) && isClosed(call));
	// "answered / arrived calls that are answered or ended"
	const offered = counted.filter((call) => inside(call.arrived_at) && isClosed(call));
	const answered = queued.filter(isAnswered);
	return {
		connection_rate: rate(decided, isAnswered),
		connection_rate_agent: rate(
			decided,
			(call) => isAnswered(call) && call.answered_by === 'agent'
		),
		connection_rate_offered: rate(offered, (call) => call.answered_at !== null),
		connection_rate_15s: rate(
			decided,
			(call) => isAnswered(call) && call.answered_at - call.queued_at <= promptMs
		),
		answer_wait_seconds: spread(answered.map((call) => (call.answered_at - call.queued_at) / 1000)),
		fcr_declared: rate(
			answered.filter((call) => call.resolved_on_contact !== null),
			(call) => call.resolved_on_contact === true
		),
		// "answered calls with a caller and `answered_at` + 7 d <= `now`"
		fcr_no_repeat: rate(
			answered.filter((call) => call.caller !== null && call.answered_at + repeatMs <= now),
			(call) => !isRepeated(call, calls, repeatMs)
		)
	};
}

type Responded = Session & { responded_at: number };

const isResponded = (session: Session): session is Responded => session.responded_at !== null;

export function onlineMeasures({ sessions }: Seen, inside: Inside): OnlineMeasures {
	const requested = sessions.filter(({ requested_at }) => inside(requested_at));
	// "responded / decided sessions (responded, or ended without)"
	const decided = requested.filter(
		(session) => session.responded_at !== null || session.ended_at !== null
	);
	return {
		online_connection_rate: rate(decided, isResponded),
		online_connection_rate_agent: rate(
			decided,
			(session) => isResponded(session) && session.responder === 'agent'
		),
		online_response_seconds: spread(
			requested
				.filter(isResponded)
				.map((session) => (session.responded_at - session.requested_at) / 1000)
		)
	};
}
