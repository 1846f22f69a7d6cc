/** Calls whose end was lost: still open long after they asked for a person. */
import { formatInstant } from '#contract/instant';
import type { Undecided } from '#contract/quality';
import { rate } from '#statistics/wilson';
import { UNDECIDED_AFTER_MS, waitingNow } from '../measures/waiting.ts';
import { cityCode, int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import type { LogWindow } from './log-window.ts';

const LISTED = 20;

/** As of `now`; `from` and `to` cut by the time at which a person was asked for. */
export async function undecided(
	store: Store,
	{ city, from, to }: LogWindow,
	now: number,
	listed: boolean
): Promise<Undecided> {
	const open = int(now - UNDECIDED_AFTER_MS);
	const asked = `FROM calls FINAL WHERE city = ${cityCode(city)} AND queued_at IS NOT NULL AND placed_at <= ${open}`;
	const isOpen = `decided_at > ${int(now)}`;
	const [{ undecided: total }, [counts], oldest] = await Promise.all([
		waitingNow(store, city, now),
		store.read<{ undecided: number; asked: number }>(
			`SELECT countIf(${isOpen}) AS undecided, count() AS asked ${asked} AND placed_at >= ${int(from)} AND placed_at < ${int(to)}`
		),
		listed
			? store.read<{ call_id: string; placed_at: number }>(
					`SELECT call_id, placed_at ${asked} AND ${isOpen} ORDER BY placed_at, call_id LIMIT ${LISTED}`
				)
			: null
	]);
	return {
		total,
		in_window: rate(counts?.undecided ?? 0, counts?.asked ?? 0),
		oldest:
			oldest?.map(({ call_id, placed_at }) => ({
				call_id,
				queued_at: formatInstant(placed_at)
			})) ?? null
	};
}
