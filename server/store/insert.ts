/** The one implementation of the way in: rows that we serialise ourselves. */
import type { InsertPort } from '../ingest/commit.ts';
import type { Store } from './store.ts';

/** Columns of `raw_events` in the order of the arrays below. */
const COLUMNS = [
	'batch',
	'received_at',
	'source',
	'run',
	'city',
	'type',
	'id',
	'revision',
	'void',
	'happened_at',
	'caller',
	'content'
] as const;

export function createInsertPort(store: Store): InsertPort {
	return {
		facts: (batch, receivedAt, submissions) =>
			store.insertArrays(
				'raw_events',
				[...COLUMNS],
				submissions.flatMap(({ source, run, facts }) =>
					facts.map((fact) => [
						batch,
						receivedAt,
						source,
						run,
						fact.city,
						fact.type,
						fact.id,
						fact.revision,
						fact.void,
						fact.happened_at,
						fact.caller,
						fact.content
					])
				)
			),
		quarantine: (rows) =>
			store.insert(
				'quarantine',
				rows.map((row) => ({ ...row }))
			)
	};
}

/** Notes that a source is alive though it has nothing to say. */
export function recordHeartbeat(store: Store, source: string, at: number): Promise<void> {
	return store.insert('heartbeats', [{ source, received_at: at }]);
}
