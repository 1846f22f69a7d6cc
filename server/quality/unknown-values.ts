/** Words that were sent where one of a few is wanted: what a mapping of the source still lacks. */
import { formatInstant } from '#contract/instant';
import type { UnknownValue } from '#contract/quality';
import type { Store } from '../store/store.ts';
import { RUNS_PAST, type LogWindow } from './log-window.ts';
import { turnedAway } from './rejected.ts';

const LISTED = 20;

/** The door quotes short words only, never what could be a person's. */
const QUOTED = `^([a-z_]+): got "([A-Za-z_ -]+)"`;

interface Row extends Record<string, unknown> {
	got: [field: string, value: string];
	n: number;
	last: number;
}

/** By field and word, the most frequent first. */
export async function unknownValues(
	store: Store,
	window: LogWindow,
	everyCity: boolean
): Promise<UnknownValue[]> {
	const rows = await store.read<Row>(`
SELECT extractGroups(message, '${QUOTED}') AS got, sum(copies) AS n, max(received_at) AS last
FROM quarantine
WHERE ${turnedAway(window, everyCity)} AND code IN ('field_invalid', 'type_unknown', 'item_unknown')
	AND got != [] AND run NOT IN (${RUNS_PAST})
GROUP BY got
ORDER BY n DESC, got
LIMIT ${LISTED}`);
	return rows.map(({ got: [field, value], n, last }) => ({
		field,
		value,
		n,
		last_at: formatInstant(last)
	}));
}
