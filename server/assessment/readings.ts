/** The city's readings as the store holds them, kept until one of the city settles. */
import type { Reading } from '#assessment/readings';
import { cityCode } from '../store/literal.ts';
import { once } from '../store/once.ts';
import type { Store } from '../store/store.ts';

const stores = new WeakMap<Store, Map<string, Promise<readonly Reading[]>>>();

/** The city's readings that hold today. A handful a year: all of them, whatever their period. */
export function readReadings(store: Store, city: string): Promise<readonly Reading[]> {
	const known = stores.get(store) ?? new Map<string, Promise<readonly Reading[]>>();
	stores.set(store, known);
	return once(known, city, () => read(store, city));
}

/** Readings of these cities may have changed. */
export function forgetReadings(store: Store, cities: Iterable<string>): void {
	for (const city of cities) stores.get(store)?.delete(city);
}

function read(store: Store, city: string): Promise<Reading[]> {
	return store.read<Reading & Record<string, unknown>>(`
SELECT reading_id, item, value, method, period_from AS from, period_to AS to, n, note
FROM readings FINAL
WHERE city = ${cityCode(city)}
ORDER BY reading_id`);
}
