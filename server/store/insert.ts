/** The way in: accepted facts into the log, as columns into the embedded engine, as rows to a server. */
import { EVENT_TYPES } from '#contract/events';
import type { InsertPort } from '../ingest/commit.ts';
import type { FactBatch } from '../ingest/fact-batch.ts';
import { float64Column, int32Column, textColumn, type ColumnWriter } from './columns.ts';
import { int } from './literal.ts';
import { DATABASE, type Store } from './store.ts';

/** Columns of `raw_events` that facts fill. */
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
	const { columns } = store;
	return {
		facts: (batch, receivedAt, facts) =>
			columns
				? insertColumns(columns, batch, receivedAt, facts)
				: insertRows(store, batch, receivedAt, facts),
		quarantine: (rows) =>
			store.insert(
				'quarantine',
				rows.map((row) => ({ ...row }))
			)
	};
}

/** The way into a server: the same rows, serialised by us. */
export function insertRows(
	store: Store,
	batch: number,
	receivedAt: number,
	facts: FactBatch
): Promise<void> {
	const rows = [...facts.rows()].map((fact) => [
		batch,
		receivedAt,
		fact.source,
		fact.run,
		fact.city,
		fact.type,
		fact.id,
		fact.revision,
		fact.void,
		fact.happened_at,
		fact.caller,
		fact.content
	]);
	return store.insertArrays('raw_events', [...COLUMNS], rows);
}

function insertColumns(
	writer: ColumnWriter,
	batch: number,
	receivedAt: number,
	{ length, texts, ...facts }: FactBatch
): Promise<void> {
	return writer.insert(
		`INSERT INTO ${DATABASE}.raw_events (${COLUMNS.join(', ')})
SELECT ${int(batch)}, ${int(receivedAt)}, source, run, city, CAST(toInt8(type), '${TYPE}'), id,
	toUInt64(revision), void, toInt64(happened_at), caller, content`,
		[
			...Object.entries(texts).map(([name, column]) => textColumn(name, column, length)),
			int32Column('city', facts.city, length),
			int32Column('type', facts.type, length),
			int32Column('void', facts.void, length),
			float64Column('revision', facts.revision, length),
			float64Column('happened_at', facts.happenedAt, length)
		]
	);
}

/** As in the log's table. */
const TYPE = `Enum8(${EVENT_TYPES.map((type, i) => `\\'${type}\\' = ${i + 1}`).join(', ')})`;

/** Notes that a source is alive though it has nothing to say. */
export function recordHeartbeat(store: Store, source: string, at: number): Promise<void> {
	return store.insert('heartbeats', [{ source, received_at: at }]);
}
