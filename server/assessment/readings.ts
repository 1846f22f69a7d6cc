const known = new WeakMap<Store, Map<string, Promise<Reading[]>>>();

/** Readings of these cities may have changed. */
export function forgetReadings(store: Store, cities: Iterable<string>): void {
	for (const city of cities) known.get(store)?.delete(city);
}

import type { Reading } from '#assessment/readings';
import { cityCode } from '../store/literal.ts';
import type { Store } from '../store/store.ts';

/** The city's readings that hold today. A handful a year: all of them, whatever their period. */
export function readReadings(store: Store, city: string): Promise<readonly Reading[]> {
	const ofStore = known.get(store) ?? new Map<string, Promise<Reading[]>>();
	known.set(store, ofStore);
	const before = ofStore.get(city);
	if (before) return before;
	const reading = read(store, city);
	ofStore.set(city, reading);
	reading.catch(() => ofStore.get(city) === reading && ofStore.delete(city));
	return reading;
}

function read(store: Store, city: string): Promise<Reading[]> {
	return store.read<Reading & Record<string, unknown>>(`
SELECT reading_id, item, value, method, period_from AS from, period_to AS to, n, note
FROM readings FINAL
WHERE city = ${cityCode(city)}
ORDER BY reading_id`);
}
