/**
 * Lets the log grow no further than it is asked to: whole months of it are dropped. The tables that
 * measures read stay, so the figures of those months stand as they were, and nothing can change them
 * any more: the door refuses events for them.
 */
import { DAY_MS } from '#contract/instant';
import { dateOf, midnightOf } from '#contract/calendar';
import { int } from './literal.ts';
import type { Store } from './store.ts';

/** Where the months that are still kept begin, by the Beijing calendar; null where all are. */
export function keptFrom(now: number, months: number): number | null {
	if (months === 0) return null;
	const { year, month } = dateOf(now);
	return midnightOf({ year, month: month - months, day: 1 });
}

/** `YYYYMM` of the partitions that hold nothing but facts of before `from`. */
function lastDropped(from: number): number {
	// An event may be ten minutes ahead of its receiving: the month before is kept for those.
	const { year, month } = dateOf(from - DAY_MS);
	return year * 100 + month + 1;
}

/** Drops the log's months that lie wholly before `from`; returns them as `YYYYMM`, oldest first. */
export async function dropLogBefore(store: Store, from: number): Promise<number[]> {
	const rows = await store.read<{ month: number }>(
		`SELECT DISTINCT toUInt32(partition) AS month FROM system.parts
WHERE database = currentDatabase() AND table = 'raw_events' AND active AND toUInt32(partition) < ${int(lastDropped(from))}
ORDER BY month`
	);
	for (const { month } of rows)
		await store.command(`ALTER TABLE raw_events DROP PARTITION ${int(month)}`);
	return rows.map(({ month }) => month);
}
