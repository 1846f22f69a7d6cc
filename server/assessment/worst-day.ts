/**
 * The continuous 24 hours of a window in which the connection rate was lowest (GB/T 33358), exactly:
 * the calls inside change only where one enters at the end or leaves at the start, so those instants
 * are all there is to try.
 */
import { DAY_MS } from '#contract/instant';
import { rate, type Rate } from '#statistics/wilson';
import { answeredSql, lostSql } from '../measures/outcome.ts';
import { inWindows, type MeasureConfig, type Window } from '../measures/question.ts';
import { cityCode, int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';

export interface WorstDay extends Window {
	connection_rate: Rate;
}

/** Null where the window is shorter than a day or the city's records do not reach over a day
 * of it; of equals the earliest. Its hours lie wholly within the window and after the first record. */
export async function worstDay(
	store: Store,
	{ city, window, now }: { city: string; window: Window; now: number },
	config: MeasureConfig
): Promise<WorstDay | null> {
	const lastStart = Math.min(window.to, now) - DAY_MS;
	if (lastStart < window.from) return null;
	const firstCall = await firstCallAt(store, city);
	// Hours before the first record are no hours without calls.
	const firstStart = Math.max(window.from, firstCall ?? Infinity);
	if (firstStart > lastStart) return null;
	const question = { city, windows: [window], now };
	const [row] = await store.read<{ start: number; answered: number; decided: number }>(`
SELECT start, answered, decided
FROM
(
	SELECT
		start,
		sum(answered_change) OVER (ORDER BY start) AS answered,
		sum(decided_change) OVER (ORDER BY start) AS decided
	FROM
	(
		SELECT
			change.1 AS start,
			sum(change.2 * is_answered) AS answered_change,
			sum(change.2) AS decided_change
		FROM
		(
			SELECT
				placed_at AS t,
				${answeredSql(now)} AS is_answered,
				arrayJoin(CAST(
					[(greatest(t - ${int(DAY_MS)} + 1, ${int(firstStart)}), 1), (t + 1, -1)],
					'Array(Tuple(Int64, Int64))'
				)) AS change
			FROM calls FINAL
			WHERE ${inWindows(question, 'placed_at')} AND queued_at IS NOT NULL
				AND (is_answered OR ${lostSql('connection_rate', now, config)})
		)
		WHERE change.1 <= ${int(lastStart)}
		GROUP BY start
	)
)
WHERE decided > 0
ORDER BY answered / decided, start
LIMIT 1`);
	if (!row) return null;
	return {
		from: row.start,
		to: row.start + DAY_MS,
		connection_rate: rate(row.answered, row.decided)
	};
}

/** When the city's records begin; null without any. */
async function firstCallAt(store: Store, city: string): Promise<number | null> {
	const [row] = await store.read<{ at: number }>(
		`SELECT placed_at AS at FROM calls WHERE city = ${cityCode(city)} AND deleted = 0 ORDER BY city, placed_at LIMIT 1`
	);
	return row?.at ?? null;
}
