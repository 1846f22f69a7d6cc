/** What importers said of rows that never reached the door: by sender, by reason, by word. */
import type { RowRejection } from '#contract/imports';
import { formatInstant } from '#contract/instant';
import type { NotedBy, RowsRejected, UnmappedValue } from '#contract/quality';
import { cityCode, int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import { inLog, receivedIn, runFiles, type LogWindow, type SentBy } from './log-window.ts';

const LISTED = 50;
const NAMED_RUNS = 3;

/** Notes of the city told in the window; those of rows that name their own city, by runs that send for this one. */
function notesOf(window: LogWindow, everyCity: boolean): string {
	const sends = `run IN (SELECT run FROM raw_events WHERE ${inLog(window)} AND run != '')`;
	const sendsNowhere = `run NOT IN (SELECT run FROM raw_events WHERE ${receivedIn(window)})`;
	const ours = everyCity ? `(${sends} OR ${sendsNowhere})` : sends;
	return `SELECT *
	FROM import_notes FINAL
	WHERE noted_at >= ${int(window.from)} AND noted_at < ${int(window.to)}
		AND (city = ${cityCode(window.city)} OR (city = 0 AND ${ours}))`;
}

/** Sender and file of notes whose file has been read again by a later run. */
const PAST = `SELECT source, run, file_key FROM (${runFiles()}) WHERE is_past`;
const UNDONE = 'SELECT run FROM undone_runs';

export interface NotedBySource extends SentBy {
	rows_rejected: number;
	unmapped: number;
	files: string[];
	undone: 0 | 1;
	/** Its notes are in no total. */
	past: 0 | 1;
}

/** One cell a run, apart for files that a later run has read again. */
export function importNotesBySource(
	store: Store,
	window: LogWindow,
	everyCity: boolean
): Promise<NotedBySource[]> {
	return store.read(`
SELECT
	source,
	run,
	run IN (${UNDONE}) AS undone,
	undone OR (source, run, file_key) IN (${PAST}) AS past,
	sumIf(n, kind = 'rejected') AS rows_rejected,
	sumIf(n, kind = 'unmapped') AS unmapped,
	arraySort(groupUniqArray(file)) AS files
FROM (${notesOf(window, everyCity)})
GROUP BY source, run, undone, past`);
}

interface Row extends Record<string, unknown> {
	kind: 'rejected' | 'unmapped';
	name: string;
	value: string;
	times: number;
	last: number;
	by: [at: number, run: string, via: string, file: string][];
}

/** By reason and by word, the most frequent first, of the latest run of each file. */
export async function importNotes(
	store: Store,
	window: LogWindow,
	everyCity: boolean
): Promise<{ rows_rejected: RowsRejected[]; unmapped_values: UnmappedValue[] }> {
	const rows = await store.read<Row>(`
SELECT
	kind, name, value,
	sum(n) AS times,
	max(noted_at) AS last,
	arraySlice(arrayReverseSort(groupUniqArray((noted_at, run, source, file))), 1, ${NAMED_RUNS}) AS by
FROM (${notesOf(window, everyCity)})
WHERE kind != 'part' AND run NOT IN (${UNDONE}) AND (source, run, file_key) NOT IN (${PAST})
GROUP BY kind, name, value
ORDER BY times DESC, name, value
LIMIT ${LISTED} BY kind`);
	const byOf = (by: Row['by']): NotedBy[] => by.map(([, run, via, file]) => ({ run, via, file }));
	const of = (kind: Row['kind']) => rows.filter((row) => row.kind === kind);
	return {
		rows_rejected: of('rejected').map(({ name, times, last, by }) => ({
			reason: name as RowRejection,
			n: times,
			last_at: formatInstant(last),
			by: byOf(by)
		})),
		unmapped_values: of('unmapped').map(({ name, value, times, last, by }) => ({
			column: name,
			value,
			n: times,
			last_at: formatInstant(last),
			by: byOf(by)
		}))
	};
}
