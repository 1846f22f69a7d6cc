/** The question of the settings table: versions of one setting, or those in force of a city. */
import { catalogueId, cityCode, int, settingId, SETTING_ID } from '../store/literal.ts';
import { once } from '../store/once.ts';
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

type OfCities = ReadonlyMap<string, readonly VersionRow[]>;

/** By store and kind: walls and rules of all cities ask all the time, people set rarely. */
const inForce = new WeakMap<Store, Map<string, Promise<OfCities>>>();

/** What `versionsInForce` said of the kind is out of date. */
export function forgetInForce(store: Store, kind: string): void {
	inForce.get(store)?.delete(kind);
}

/** The newest version of every setting of the kind and city that was not removed, by id. */
export async function versionsInForce(
	store: Store,
	kind: string,
	city: string
): Promise<readonly VersionRow[]> {
	const known = inForce.get(store) ?? new Map<string, Promise<OfCities>>();
	inForce.set(store, known);
	const found = await once(known, kind, () => readInForce(store, kind));
	return found.get(city) ?? [];
}

/** Of all cities at once: they are few rows, and a statement costs the same for one. */
async function readInForce(store: Store, kind: string): Promise<OfCities> {
	const rows = await store.read<StoredRow>(`
SELECT ${COLUMNS}
FROM
(
	SELECT ${COLUMNS}
	FROM settings
	WHERE kind = ${catalogueId(kind)}
	ORDER BY city, id, version DESC
	LIMIT 1 BY city, id
)
WHERE value != ''
ORDER BY city, id`);
	const found = new Map<string, VersionRow[]>();
	for (const row of rows.map(fromStore)) {
		const own = found.get(row.city);
		if (own) own.push(row);
		else found.set(row.city, [row]);
	}
	return found;
}
