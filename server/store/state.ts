/** Named facts that the store keeps about itself. Names are ours, values are plain text. */
import { catalogueId } from './literal.ts';
import type { Store } from './store.ts';

export type StateName =
	| 'caller_key_fingerprint'
	| 'settled_batch'
	| 'heads_filled'
	| 'rollup_definition'
	| 'rollup_epoch'
	| 'tickets_placed'
	| 'callers_kept_from'
	| 'callers_expired'
	| 'tenant';

/** The latest value under a name, or null. */
export async function readState(store: Store, name: StateName): Promise<string | null> {
	const rows = await store.read<{ value: string }>(
		`SELECT value FROM store_state FINAL WHERE name = ${catalogueId(name)}`
	);
	return rows[0]?.value ?? null;
}

/** Replaces the value under a name; the greater version wins. */
export async function writeState(
	store: Store,
	name: StateName,
	value: string,
	version: number
): Promise<void> {
	await store.insert('store_state', [{ name, value, version }]);
}
