/** Watches that are no rates: the longest wait, a silent feed, the calendar, slots that sink. Pure. */
import type { AlertRule } from '#contract/alert-rules';
import { MINUTE_MS, HOUR_MS } from '#contract/instant';

type WaitRule = Extract<AlertRule, { kind: 'wait' }>;
type SilenceRule = Extract<AlertRule, { kind: 'silence' }>;

/** Fires above the rule's seconds, clears below half of them. */
export function waitState(
	rule: WaitRule,
	longestWaitSeconds: number | null,
	isFiring: boolean
): boolean {
	const wait = longestWaitSeconds ?? 0;
	return isFiring ? wait >= rule.seconds / 2 : wait >= rule.seconds;
}

/** A gap in which so many facts were to be expected is no chance: e^-12. */
const EXPECTED_IN_GAP = 12;

/**
 * For how long a source may say nothing. One that sends heartbeats owes one within the rule's
 * minutes; one that does not is only silent when its usual traffic is missed.
 */
export function allowedSilenceMs(
	rule: SilenceRule,
	sendsHeartbeats: boolean,
	factsAnHour: number
): number {
	const floor = rule.minutes * MINUTE_MS;
	if (sendsHeartbeats) return floor;
	return factsAnHour <= 0 ? Infinity : Math.max(floor, (EXPECTED_IN_GAP / factsAnHour) * HOUR_MS);
}
