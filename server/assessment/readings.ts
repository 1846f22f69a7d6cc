/** The city's readings that hold today. A handful a year: all of them, whatever their period. */
import type { Reading } from '#assessment/readings';
import { cityCode } from '../store/literal.ts';
import type { Store } from '../store/store.ts';

export function readReadings(store: Store, city: string): Promise<Reading[]> {
	return store.read<Reading & Record<string, unknown>>(`
SELECT reading_id, item, value, method, period_from AS from, period_to AS to, n, note
FROM readings FINAL
WHERE city = ${cityCode(city)}
ORDER BY reading_id`);
}
