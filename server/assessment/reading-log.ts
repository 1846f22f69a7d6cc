/** Every reading of a city with all its revisions and who sent them, from the log. */
import { formatInstant } from '#contract/instant';
import type { ReadingDraft, ReadingEntry } from '#contract/readings';
import { cityCode } from '../store/literal.ts';
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
export async function readingLog(store: Store, city: string): Promise<ReadingEntry[]> {
	const rows = await store.read<LogRow>(`
SELECT id, revision, void, source, received_at, content
FROM raw_events
WHERE city = ${cityCode(city)} AND type = 'reading'
	AND run NOT IN (SELECT run FROM undone_runs FINAL WHERE run != '')
ORDER BY id, revision DESC, digest DESC, received_at
LIMIT 1 BY id, revision`);
	const entries = new Map<string, ReadingEntry>();
	for (const row of rows) {
		const entry = entries.get(row.id) ?? { reading_id: row.id, revisions: [] };
		entries.set(row.id, entry);
		entry.revisions.push({
			revision: row.revision,
			author: row.source,
			received_at: formatInstant(row.received_at),
			value: row.void ? null : draftOf(JSON.parse(row.content) as Content)
		});
	}
	return [...entries.values()];
}

function draftOf({ item, value, method, from, to, n, note }: Content): ReadingDraft {
	return {
		item,
		value,
		method,
		from: formatInstant(from),
		to: formatInstant(to),
		n: n ?? null,
		note: note ?? null
	};
}
