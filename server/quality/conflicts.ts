/** Single conflicts: which fact, from whom, and in which keys the contents differ. Never their values. */
import { formatInstant } from '#contract/instant';
import type { EventType } from '#contract/events';
import type { Conflict } from '#contract/quality';
import { int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import { differingKeys } from './differing-keys.ts';
import { standing, type LogWindow } from './log-window.ts';
import { REVISION_KEY } from './repeated.ts';

interface Row extends Record<string, unknown> {
	type: EventType;
	id: string;
	revision: number;
	last: number;
	senders: string[];
	contents: string[];
}

/** The conflicts behind the keys that `repeated` gave, the newest first. */
export async function conflicts(
	store: Store,
	window: LogWindow,
	keys: readonly number[]
): Promise<Conflict[]> {
	if (keys.length === 0) return [];
	const rows = await store.read<Row>(`
SELECT
	type,
	id,
	revision,
	max(received_at) AS last,
	arraySort(groupUniqArray(if(run = '', source, run))) AS senders,
	groupUniqArray(content) AS contents
FROM raw_events
WHERE ${standing(window)} AND ${REVISION_KEY} IN (${keys.map(int).join(', ')})
GROUP BY type, id, revision
HAVING length(contents) > 1
ORDER BY last DESC, type, id, revision`);
	return rows.map(({ type, id, revision, last, senders, contents }) => ({
		type,
		id,
		revision,
		contents: contents.length,
		last_received_at: formatInstant(last),
		sources: senders,
		keys: differingKeys(contents)
	}));
}
