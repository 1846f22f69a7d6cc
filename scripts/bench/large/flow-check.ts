/** Counts cells that differ from the log, by one plain statement that shares nothing with the road. */
import { dayOf, dayStart } from '../../../server/rollup/parts-of-day.ts';
import { int } from '../../../server/store/literal.ts';
import type { Store } from '../../../server/store/store.ts';
import { withRoller } from './store.ts';

const CELL_MS = 15 * 60_000;
/** The log is counted by shares of its cities: the winners of all would not fit. */
const SHARES = 8;

export interface Differences {
	/** City and 15 minutes, among current calls; city and part of the day, among the rollup's cells. */
	cells: number;
	wrong: number;
}

export function differences(store: Store): Promise<Differences> {
	return withRoller(store, async () => {
		const found = { cells: 0, wrong: 0 };
		for (let share = 0; share < SHARES; share++)
			for (const sql of [currentSql(share), rolledSql(share)]) {
				const [row] = await store.readLong<{ cells: number; wrong: number }>(sql);
				found.cells += row!.cells;
				found.wrong += row!.wrong;
			}
		return found;
	});
}

const COUNTS = 'countIf(answered > 0 OR ended > 0) AS decided, countIf(answered > 0) AS answered_n';

/** Winners of the log by a cell of their `queued_at`. */
const winners = (share: number, cell: string, condition: string) => `
SELECT city, ${cell} AS cell, ${COUNTS}
FROM
(
	SELECT city, argMax((JSONExtractInt(content, 'queued_at'), JSONExtractInt(content, 'answered_at'), JSONExtractInt(content, 'ended_at')), (revision, digest)) AS top,
		top.1 AS queued, top.2 AS answered, top.3 AS ended
	FROM raw_events
	WHERE type = 'call' AND city % ${SHARES} = ${share}
	GROUP BY city, id
)
WHERE queued > 0 AND ${condition}
GROUP BY city, cell`;

const compared = (log: string, ours: string) => `
SELECT count() AS cells, countIf(a.decided != b.decided OR a.answered_n != b.answered_n) AS wrong
FROM (${log}) AS a FULL OUTER JOIN (${ours}) AS b ON a.city = b.city AND a.cell = b.cell`;

function currentSql(share: number): string {
	const cell = (time: string) => `intDiv(${time}, ${CELL_MS})`;
	return compared(
		winners(share, cell('queued'), 'true'),
		`SELECT city, ${cell('queued_at')} AS cell, countIf(answered_at IS NOT NULL OR ended_at IS NOT NULL) AS decided, countIf(answered_at IS NOT NULL) AS answered_n
FROM calls FINAL WHERE queued_at IS NOT NULL AND city % ${SHARES} = ${share} GROUP BY city, cell`
	);
}

function rolledSql(share: number): string {
	const midnight = int(dayStart(dayOf(Date.now())));
	const day = (time: string) => `intDiv(${time} + 28800000, 86400000)`;
	return compared(
		winners(share, day('queued'), `queued < ${midnight}`),
		`SELECT city, ${day('t')} AS cell, sum(decided) AS decided, sum(answered) AS answered_n
FROM (SELECT city, t, decided, answered FROM call_cells FINAL WHERE t < ${midnight} AND city % ${SHARES} = ${share})
GROUP BY city, cell HAVING decided > 0`
	);
}
