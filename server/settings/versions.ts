/** The question of the settings table: versions of one setting, or those in force of a city. */
import { catalogueId, cityCode, int, settingId, SETTING_ID } from '../store/literal.ts';
import type { Store } from '../store/store.ts';

/** A row as it stands; `value` is JSON, or empty for a removal. */
export interface VersionRow {
	kind: string;
	city: string;
	id: string;
	version: number;
	at: number;
	author: string;
	note: string;
	value: string;
}

type StoredRow = Omit<VersionRow, 'city'> & { city: number } & Record<string, unknown>;

const COLUMNS = 'kind, city, id, version, at, author, note, value';

const fromStore = ({ city, ...row }: StoredRow): VersionRow => ({
	...(row as Omit<VersionRow, 'city'>),
	city: city === 0 ? '' : String(city)
});

const cityOrNone = (city: string) => (city === '' ? '0' : cityCode(city));

/** Versions of one setting, newest first; all of them, or so many. */
export async function versionsOf(
	store: Store,
	kind: string,
	city: string,
	id: string,
	limit?: number
): Promise<VersionRow[]> {
	// Nothing can have been set under an id that cannot be.
	if (!SETTING_ID.test(id)) return [];
	const rows = await store.read<StoredRow>(`
SELECT ${COLUMNS}
FROM settings
WHERE kind = ${catalogueId(kind)} AND city = ${cityOrNone(city)} AND id = ${settingId(id)}
ORDER BY version DESC
${limit === undefined ? '' : `LIMIT ${int(limit)}`}`);
	return rows.map(fromStore);
}

/** By store, kind and city: walls and rules ask all the time, people set rarely. */
const inForce = new WeakMap<Store, Map<string, Promise<VersionRow[]>>>();

/** What `versionsInForce` said of them is out of date. */
export function forgetInForce(store: Store, kind: string, city: string): void {
	inForce.get(store)?.delete(`${kind}|${city}`);
}

/** The newest version of every setting of the kind and city that was not removed, by id. */
export function versionsInForce(
	store: Store,
	kind: string,
	city: string
): Promise<readonly VersionRow[]> {
	const known = inForce.get(store) ?? new Map<string, Promise<VersionRow[]>>();
	inForce.set(store, known);
	const key = `${kind}|${city}`;
	const before = known.get(key);
	if (before) return before;
	const reading = readInForce(store, kind, city);
	known.set(key, reading);
	reading.catch(() => known.get(key) === reading && known.delete(key));
	return reading;
}

async function readInForce(store: Store, kind: string, city: string): Promise<VersionRow[]> {
	const rows = await store.read<StoredRow>(`
SELECT ${COLUMNS}
FROM
(
	SELECT ${COLUMNS}
	FROM settings
	WHERE kind = ${catalogueId(kind)} AND city = ${cityOrNone(city)}
	ORDER BY id, version DESC
	LIMIT 1 BY id
)
WHERE value != ''
ORDER BY id`);
	return rows.map(fromStore);
}
