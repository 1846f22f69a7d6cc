/** Readings that are kept until somebody forgets them. */

/**
 * What was read under the key, or what `read` says now: whoever asks meanwhile shares it, and one that
 * fails is not kept.
 */
export function once<Key, Value>(
	known: Map<Key, Promise<Value>>,
	key: Key,
	read: () => Promise<Value>
): Promise<Value> {
	const before = known.get(key);
	if (before) return before;
	const reading = read();
	known.set(key, reading);
	reading.catch(() => known.get(key) === reading && known.delete(key));
	return reading;
}
