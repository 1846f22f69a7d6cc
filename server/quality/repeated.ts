/** What came more than once in one revision: the same again, or something else. */
import type { Store } from '../store/store.ts';
import { BY_SOURCE_AND_ALL, standing, type LogWindow, type SentBy } from './log-window.ts';

const LISTED_CONFLICTS = 10;

/** A revision of a fact as a number that SQL text can carry; the questions that use it check the rest. */
export const REVISION_KEY = 'bitAnd(cityHash64(type, id, revision), 9007199254740991)';

export interface RepeatedCell extends SentBy {
	/** Rows equal to an earlier one, credited to who sent them later. */
	repeats: number;
	/** Identities of which this source sent a revision that also came with another content. */
	conflicts: number;
	/** In the total: keys of the latest conflicts, the newest first. */
	latest: number[];
}

/** By source and, with empty names, in total; no cell where nothing came again. */
export function repeated(store: Store, window: LogWindow): Promise<RepeatedCell[]> {
	const rows = `FROM raw_events WHERE ${standing(window)}`;
	return store.read(`
SELECT
	source,
	run,
	sum(copies - is_first) AS repeats,
	uniqExactIf((type, id), in_conflict) AS conflicts,
	arrayMap(x -> x.2, arraySlice(arrayReverseSort(groupUniqArrayIf((last, revision_key), in_conflict)), 1, ${LISTED_CONFLICTS})) AS latest
FROM
(
	SELECT
		source,
		run,
		type,
		id,
		${REVISION_KEY} AS revision_key,
		count() AS copies,
		row_number() OVER (PARTITION BY type, id, revision, digest ORDER BY min(batch), source, run) = 1 AS is_first,
		min(digest) OVER revisions != max(digest) OVER revisions AS in_conflict,
		max(max(received_at)) OVER revisions AS last
	${rows}
		-- Most revisions come once: a cheap hash leaves out all of those, and a few others remain.
		AND ${REVISION_KEY} IN (SELECT ${REVISION_KEY} AS key ${rows} GROUP BY key HAVING count() > 1)
	GROUP BY type, id, revision, digest, source, run
	WINDOW revisions AS (PARTITION BY type, id, revision)
)
${BY_SOURCE_AND_ALL}`);
}
