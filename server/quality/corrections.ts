/** Identities that came in several revisions, credited to the source of the highest. */
import type { Store } from '../store/store.ts';
import { standing, type LogWindow, type SentBy } from './log-window.ts';

export interface CorrectionsCell extends SentBy {
	corrections: number;
}

/** By source; each identity stands with one source. Withdrawals are no corrections. */
export function corrections(store: Store, window: LogWindow): Promise<CorrectionsCell[]> {
	const all = `FROM raw_events WHERE ${standing(window)} AND void = 0`;
	// Many sources send whole types in one revision: those need no look at each identity.
	const rows = `${all} AND type IN (SELECT type ${all} GROUP BY type HAVING min(revision) != max(revision))`;
	// The highest revision and its sender in one number: the maximum of numbers is far cheaper than of texts.
	return store.read(`
SELECT source, run, corrections
FROM
(
	SELECT toUInt64(top) AS sender, count() AS corrections
	FROM
	(
		SELECT
			min(revision) AS lowest,
			max(bitShiftLeft(toUInt128(revision), 64) + cityHash64(source, run)) AS top
		${rows}
		GROUP BY type, id
		HAVING lowest != bitShiftRight(top, 64)
	)
	GROUP BY sender
) AS corrected
INNER JOIN (SELECT DISTINCT source, run, cityHash64(source, run) AS sender ${rows}) AS senders USING sender`);
}
