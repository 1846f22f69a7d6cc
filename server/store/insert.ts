/** The one implementation of the way in: rows as objects that we serialise ourselves. */
import type { InsertPort } from '../ingest/commit.ts';
import type { Store } from './store.ts';

export function createInsertPort(store: Store): InsertPort {
	return {
		facts: (rows) => store.insert('raw_events', rows as unknown as Record<string, unknown>[]),
		quarantine: (rows) => store.insert('quarantine', rows)
	};
}

/** Notes that a source is alive though it has nothing to say. */
export function recordHeartbeat(store: Store, source: string, at: number): Promise<void> {
	return store.insert('heartbeats', [{ source, received_at: at }]);
}
