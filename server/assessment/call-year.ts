/** Calls of the 365 days before an instant, and since when calls are known: what 来电比例 rests on. */
import { YEAR_DAYS, type CallYear } from '#city/calls-per-resident';
import { DAY_MS } from '#contract/instant';
import { cityCode, int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';

/** `to` is the end of the window, or `now` where that lies before it. */
export async function callYear(
	store: Store,
	{ city, to, now }: { city: string; to: number; now: number }
): Promise<CallYear> {
	const end = Math.min(to, now);
	const from = end - YEAR_DAYS * DAY_MS;
	const known = `city = ${cityCode(city)} AND arrived_at < ${int(end)}`;
	const [[year], [older]] = await Promise.all([
		// A request for a person is never before the arrival: the range of the key may begin there.
		store.read<{ calls: number; first_at: number | null }>(`
SELECT count() AS calls, minOrNull(arrived_at) AS first_at
FROM calls FINAL
WHERE ${known} AND arrived_at >= ${int(from)} AND placed_at >= ${int(from)}`),
		store.read<{ arrived_at: number }>(`
SELECT arrived_at
FROM calls FINAL
WHERE ${known} AND arrived_at <= ${int(from)} AND placed_at <= ${int(from)}
ORDER BY placed_at
LIMIT 1`)
	]);
	return {
		calls: year?.calls ?? 0,
		first_at: older?.arrived_at ?? year?.first_at ?? null,
		to: end
	};
}
