/** Who waits at an instant, and whose end was lost. */
import type { WaitingNow } from '#contract/live';
import { HOUR_MS } from '#contract/instant';
import { openCalls } from '../rollup/rollup.ts';
import { cityCode, int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';

/** After so long without an answer or an end, the end event was lost. */
export const UNDECIDED_AFTER_MS = HOUR_MS;

/** Calls that asked for a person and are neither answered nor ended as of `now`. */
export async function waitingNow(store: Store, city: string, now: number): Promise<WaitingNow> {
	const open = await openCalls(store, city, now);
	if (!open) return readWaiting(store, city, now);
	const waiting = open.filter(({ placedAt }) => placedAt > now - UNDECIDED_AFTER_MS);
	const since = waiting.reduce((first, { placedAt }) => Math.min(first, placedAt), now);
	return {
		waiting_now: waiting.length,
		longest_wait_seconds: waiting.length > 0 ? (now - since) / 1000 : null,
		undecided: open.length - waiting.length
	};
}

async function readWaiting(store: Store, city: string, now: number): Promise<WaitingNow> {
	const open = int(now - UNDECIDED_AFTER_MS);
	const [row] = await store.read<{ waiting: number; since: number; undecided: number }>(`
SELECT
	countIf(placed_at > ${open}) AS waiting,
	minIf(placed_at, placed_at > ${open}) AS since,
	countIf(placed_at <= ${open}) AS undecided
FROM calls FINAL
WHERE city = ${cityCode(city)} AND placed_at <= ${int(now)} AND queued_at IS NOT NULL
	AND decided_at > ${int(now)}`);
	if (!row) throw new Error('an aggregate without groups always has a row');
	return {
		waiting_now: row.waiting,
		longest_wait_seconds: row.waiting > 0 ? (now - row.since) / 1000 : null,
		undecided: row.undecided
	};
}

/** Seconds by city, of those where somebody waits; null where the first one's time is still to come. */
export type LongestWaits = ReadonlyMap<string, number | null>;

/** How long who waits longest has waited as of `now`, in each of these cities. */
export async function longestWaits(
	store: Store,
	cities: readonly string[],
	now: number
): Promise<LongestWaits> {
	if (cities.length === 0) return new Map();
	const rows = await store.read<{ city: number; waiting: number; since: number }>(`
SELECT city, countIf(placed_at <= ${int(now)}) AS waiting, min(placed_at) AS since
FROM calls FINAL
WHERE city IN (${cities.map(cityCode).join(', ')}) AND placed_at > ${int(now - UNDECIDED_AFTER_MS)}
	AND queued_at IS NOT NULL AND decided_at > ${int(now)}
GROUP BY city`);
	return new Map(
		rows.map(({ city, waiting, since }) => [
			String(city),
			waiting > 0 ? (now - since) / 1000 : null
		])
	);
}
