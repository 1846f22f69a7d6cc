/** The question of the history: what was shown of a city's index between two instants. */
import { DAY_MS } from '#contract/instant';
import type { HistoryAnswer, ShownIndex } from '#contract/history';
import { cityCode, int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import { SHOWN_COLUMNS, shownOf, type ShownRow } from './rows.ts';

/** Minutes are kept so long, and one more belongs to a week up to now. */
const MINUTES_MS = 7 * DAY_MS + 60_000;
/** Most points of an answer: beyond, every so many minutes, the last of each. */
const MOST_POINTS = 1_500;

export async function readHistory(
	store: Store,
	city: string,
	{ from, to }: { from: number; to: number }
): Promise<{ step: HistoryAnswer['step']; points: ShownIndex[] }> {
	const step = to - from <= MINUTES_MS ? 'minute' : 'day';
	const rows = await store.read<ShownRow>(
		step === 'minute' ? minutesSql(city, from, to) : daysSql(city, from, to)
	);
	return { step, points: rows.reverse().map(shownOf) };
}

function minutesSql(city: string, from: number, to: number): string {
	const bucket = Math.ceil((to - from) / 60_000 / MOST_POINTS) * 60_000;
	return `
SELECT ${SHOWN_COLUMNS}
FROM index_minutes
WHERE city = ${cityCode(city)} AND as_of >= ${int(from)} AND as_of < ${int(to)}
ORDER BY as_of DESC
LIMIT 1 BY intDiv(minute, ${int(bucket)})`;
}

/** Days that are over, and the last minute of the one that is not. */
function daysSql(city: string, from: number, to: number): string {
	const where = `city = ${cityCode(city)} AND as_of >= ${int(from)} AND as_of < ${int(to)}`;
	return `
SELECT ${SHOWN_COLUMNS}
FROM
(
	SELECT ${SHOWN_COLUMNS}, day AS of_day FROM index_days WHERE ${where}
	UNION ALL
	SELECT ${SHOWN_COLUMNS}, toInt64(intDiv(minute + 28800000, 86400000) * 86400000 - 28800000) AS of_day
	FROM index_minutes WHERE ${where}
	ORDER BY as_of DESC
	LIMIT 1 BY of_day
)
ORDER BY as_of DESC
LIMIT 1 BY intDiv(as_of + 28800000, 86400000)`;
}
