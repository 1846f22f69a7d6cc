/** Every reading of a city with all its revisions and who sent them, from the log. */
import { formatInstant } from '#contract/instant';
import type { ReadingDraft, ReadingEntry, ReadingRevision } from '#contract/readings';
import { cityCode } from '../store/literal.ts';
import { identityOf } from '../store/heads.ts';
import type { Store } from '../store/store.ts';

interface LogRow extends Record<string, unknown> {
	id: string;
	revision: number;
	void: number;
	source: string;
	received_at: number;
	content: string;
}

/** As `raw_events` keeps it: canonical JSON, times as epoch milliseconds. */
type Content = Omit<ReadingDraft, 'from' | 'to'> & { from: number; to: number };

/** Repeats are left out; of a conflict the winner stands. */
function logged(store: Store, city: string): Promise<LogRow[]> {
	return store.read<LogRow>(`
SELECT id, revision, void, source, received_at, content
FROM raw_events
WHERE city = ${cityCode(city)} AND type = 'reading'
	AND run NOT IN (SELECT run FROM undone_runs FINAL WHERE run != '')
ORDER BY id, revision DESC, digest DESC, received_at
LIMIT 1 BY id, revision`);
}

interface StandingRow extends Record<string, unknown>, Content {
	id: string;
	revision: number;
}

/** What stands, with its revision: it stays when its log is dropped (RETENTION_MONTHS). */
function standing(store: Store, city: string): Promise<StandingRow[]> {
	const readings = `SELECT ${identityOf('reading', city, 'reading_id')} AS identity, * FROM readings FINAL WHERE city = ${cityCode(city)}`;
	return store.read<StandingRow>(`
SELECT reading_id AS id, head.revision AS revision, item, value, method,
	period_from AS from, period_to AS to, n, note
FROM (${readings}) AS reading
INNER JOIN
(
	SELECT identity, argMax(revision, batch) AS revision
	FROM heads
	WHERE identity IN (SELECT identity FROM (${readings}))
	GROUP BY identity
) AS head USING identity
ORDER BY id`);
}

/** Readings by id, each with its revisions, newest first. */
export async function readingLog(store: Store, city: string): Promise<ReadingEntry[]> {
	const [rows, kept] = await Promise.all([logged(store, city), standing(store, city)]);
	const entries = new Map<string, ReadingEntry>();
	const add = (id: string, revision: ReadingRevision) => {
		const entry = entries.get(id) ?? { reading_id: id, revisions: [] };
		entries.set(id, entry);
		entry.revisions.push(revision);
	};
	for (const { id, revision, ...row } of rows)
		add(id, {
			revision,
			author: row.source,
			received_at: formatInstant(row.received_at),
			value: row.void ? null : draftOf(JSON.parse(row.content) as Content)
		});
	for (const { id, revision, ...content } of kept)
		// Before it is settled a newer revision is in the log alone.
		if ((entries.get(id)?.revisions[0]?.revision ?? 0) < revision)
			add(id, { revision, author: null, received_at: null, value: draftOf(content) });
	for (const { revisions } of entries.values()) revisions.sort((a, b) => b.revision - a.revision);
	return [...entries.values()].sort((a, b) => (a.reading_id < b.reading_id ? -1 : 1));
}

/** The highest revision that was ever settled of a reading, also of a withdrawn one without log; 0 for none. */
export async function settledRevision(store: Store, city: string, id: string): Promise<number> {
	const [row] = await store.read<{ revision: number }>(
		`SELECT max(revision) AS revision FROM heads WHERE identity = ${identityOf('reading', city, '{id:String}')}`,
		{ id }
	);
	return row?.revision ?? 0;
}

function draftOf({ item, value, method, from, to, n, note }: Content): ReadingDraft {
	return {
		item,
		value,
		method,
		from: formatInstant(from),
		to: formatInstant(to),
		n: n ?? null,
		note: note || null
	};
}
