/** When a message goes: quiet hours, round times, and the waits between attempts. All pure. */
import { beijingMidnight, beijingTimeOfDay, DAY_MS, MINUTE_MS } from '#contract/instant';

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** The end of the quiet hours that hold this instant; null outside of them. */
export function quietUntil(
	quiet: { from: string; to: string } | null,
	instant: number
): number | null {
	if (quiet === null) return null;
	const at = beijingTimeOfDay(instant);
	const [from, to] = [minutesOf(quiet.from) * MINUTE_MS, minutesOf(quiet.to) * MINUTE_MS];
	const midnight = beijingMidnight(instant);
	if (from < to) return at >= from && at < to ? midnight + to : null;
	if (at >= from) return midnight + DAY_MS + to;
	return at < to ? midnight + to : null;
}

const ROUND_MS = 30 * MINUTE_MS;
const CROWDED_MS = 5_000;
const SHORTEST_JITTER_MS = 500;
const LONGEST_JITTER_MS = 2_500;

/**
 * How long to wait so as not to arrive with everybody else's messages on the hour and half hour.
 * `chance` is 0 to 1. At most 2.5 s: a fall is to be heard within five.
 */
export function roundTimeJitter(instant: number, chance: number): number {
	return beijingTimeOfDay(instant) % ROUND_MS < CROWDED_MS
		? SHORTEST_JITTER_MS + Math.round(chance * (LONGEST_JITTER_MS - SHORTEST_JITTER_MS))
		: 0;
}

/** Waits after the first, second, … failed attempt; the last one repeats. */
const BACKOFF_MS = [2_000, 5_000, 15_000, 45_000, 2 * MINUTE_MS, 5 * MINUTE_MS, 10 * MINUTE_MS];
/** What a person has to mend first is tried rarely; a change of the channel tries it at once. */
export const MENDING_MS = 10 * MINUTE_MS;
/** About an hour and a half of backoff: what is later than that the page tells. */
export const MAX_ATTEMPTS = 14;

/** The wait after so many failed attempts, up to a fifth more by chance. */
export function backoff(attempts: number, chance: number): number {
	const wait = BACKOFF_MS[Math.min(attempts, BACKOFF_MS.length) - 1] ?? BACKOFF_MS[0]!;
	return Math.round(wait * (1 + 0.2 * chance));
}
