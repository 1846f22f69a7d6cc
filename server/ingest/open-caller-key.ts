/** Ties the store to its caller key: hashes of two keys never meet, so another key is refused. */
import { readState, writeState } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { CallerKeyError, createCallerKey, readCallerKey, type CallerKey } from './caller.ts';

/** Reads or creates the key and checks it against the store. Throws `CallerKeyError`. */
export async function openCallerKey(
	store: Store,
	file: string,
	shared: readonly string[]
): Promise<CallerKey> {
	const known = await readState(store, 'caller_key_fingerprint');
	const key = createCallerKey(readCallerKey(file, known === null), shared);
	if (known === null) await writeState(store, 'caller_key_fingerprint', key.fingerprint, 1);
	else if (known !== key.fingerprint)
		throw new CallerKeyError(
			`CALLER_KEY_FILE: ${file} is not the key that this store's callers were hashed with; restore that file`
		);
	return key;
}
