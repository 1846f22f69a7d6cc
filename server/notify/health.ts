/** How a channel does, folded from the ends of its attempts. Pure. */
import { formatInstant } from '#contract/instant';
import type { ChannelHealth, Failure } from '#contract/channels';
import type { Step } from './deliveries.ts';

export interface Health {
	lastSuccessAt: number | null;
	failingSince: number | null;
	failures: number;
	failure: Failure | null;
	clockAheadMs: number | null;
	/** Whether the others were told that it fails. */
	told: boolean;
}

export const UNTRIED: Health = {
	lastSuccessAt: null,
	failingSince: null,
	failures: 0,
	failure: null,
	clockAheadMs: null,
	told: false
};

/** Failures in a row after which others are told, though each might pass by itself. */
export const TELL_AFTER = 3;

/** That it fails will not pass by itself, as far as can be seen; a restart forgets who was told. */
export const hasGivenOut = ({ told, failures }: Health) => told || failures >= TELL_AFTER;

type Outcome = Pick<Step, 'at' | 'step' | 'reason' | 'code' | 'clock_ahead_ms'>;

/** Moves health on by one step of the log; steps that end no attempt change nothing. */
export function observeOutcome(health: Health, outcome: Outcome): Health {
	const clockAheadMs = outcome.clock_ahead_ms ?? health.clockAheadMs;
	if (outcome.step === 'sent')
		return { ...UNTRIED, lastSuccessAt: outcome.at, clockAheadMs, failure: null };
	// Waiting for a token of our own bucket is no failure; nor is giving up what has failed before.
	if (outcome.reason === '' || (outcome.step !== 'retry' && outcome.step !== 'gave_up'))
		return health;
	return {
		...health,
		failingSince: health.failingSince ?? outcome.at,
		failures: health.failures + 1,
		failure: { reason: outcome.reason, code: outcome.code },
		clockAheadMs
	};
}

export function shownHealth(health: Health, waiting: number): ChannelHealth {
	const { failingSince, lastSuccessAt, clockAheadMs } = health;
	const state = failingSince !== null ? 'failing' : lastSuccessAt !== null ? 'ok' : 'untried';
	return {
		state,
		failing_since: failingSince === null ? null : formatInstant(failingSince),
		last_success_at: lastSuccessAt === null ? null : formatInstant(lastSuccessAt),
		failure: health.failure,
		clock_ahead_seconds: clockAheadMs === null ? null : Math.round(clockAheadMs / 1000),
		waiting
	};
}
