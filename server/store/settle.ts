/**
 * From the log of what was sent to the tables of what holds: for every identity that a change
 * touched, the winner of all its standing revisions is written at its own time, and a deleted row at
 * every other time that any revision ever named. It depends on the log alone, so it may run twice,
 * late, or after a crash, and ends the same.
 */
import { int, runId } from './literal.ts';
import type { Store } from './store.ts';

interface FactTable {
	type: 'call' | 'session' | 'ticket' | 'rating' | 'reading';
	table: string;
	id: string;
	/** The column that leads the table's order, by content keys; a row is left behind where it moves. */
	anchor: { column: string; keys: readonly string[]; type: 'Int64' | 'String' } | null;
	/** Column = content's key and type. */
	columns: readonly (readonly [column: string, key: string, type: string])[];
	/** Whether the personal HMAC is kept. */
	caller?: boolean;
}

const TIME = 'Nullable(Int64)';

const FACT_TABLES: readonly FactTable[] = [
	{
		type: 'call',
		table: 'calls',
		id: 'call_id',
		anchor: { column: 'placed_at', keys: ['queued_at', 'arrived_at'], type: 'Int64' },
		columns: [
			['arrived_at', 'arrived_at', 'Int64'],
			['queued_at', 'queued_at', TIME],
			['answered_at', 'answered_at', TIME],
			['ended_at', 'ended_at', TIME],
			['answered_by', 'answered_by', 'String'],
			['line', 'line', 'String'],
			['queue', 'queue', 'String'],
			['agent_id', 'agent_id', 'String'],
			['welcome_seconds', 'welcome_seconds', 'Nullable(Float64)'],
			['menu_depth', 'menu_depth', 'Nullable(Float64)'],
			['mos', 'mos', 'Nullable(Float64)'],
			['resolved_on_contact', 'resolved_on_contact', 'Nullable(Bool)']
		],
		caller: true
	},
	{
		type: 'session',
		table: 'sessions',
		id: 'session_id',
		anchor: { column: 'requested_at', keys: ['requested_at'], type: 'Int64' },
		columns: [
			['channel', 'channel', 'String'],
			['responded_at', 'responded_at', TIME],
			['ended_at', 'ended_at', TIME],
			['responder', 'responder', 'String']
		],
		caller: true
	},
	{
		type: 'ticket',
		table: 'ticket_events',
		id: 'event_id',
		anchor: { column: 'ticket_id', keys: ['ticket_id'], type: 'String' },
		columns: [
			['event', 'event', 'String'],
			['at', 'at', 'Int64'],
			['channel', 'channel', 'String'],
			['self_service', 'self_service', 'Nullable(Bool)'],
			['call_id', 'call_id', 'String'],
			['category', 'category', 'String'],
			['department', 'department', 'String'],
			['respond_due_at', 'respond_due_at', TIME],
			['resolve_due_at', 'resolve_due_at', TIME]
		]
	},
	{
		type: 'rating',
		table: 'ratings',
		id: 'rating_id',
		anchor: { column: 'rated_at', keys: ['rated_at'], type: 'Int64' },
		columns: [
			['kind', 'kind', 'String'],
			['about', 'about', 'String'],
			['score', 'score', 'Nullable(UInt8)']
		]
	},
	{
		type: 'reading',
		table: 'readings',
		id: 'reading_id',
		anchor: null,
		columns: [
			['item', 'item', 'String'],
			['value', 'value', 'Float64'],
			['method', 'method', 'String'],
			['period_from', 'from', 'Int64'],
			['period_to', 'to', 'Int64'],
			['n', 'n', 'Nullable(UInt64)'],
			['note', 'note', 'String']
		]
	}
];

/** Which rows of the log changed what is known: new batches, or an import that was taken back. */
export type Change = { first: number; last: number } | { run: string };

function changedRows(change: Change): string {
	return 'run' in change
		? `run = ${runId(change.run)}`
		: `batch BETWEEN ${int(change.first)} AND ${int(change.last)}`;
}

/** Brings a change of the log into the tables that measures read. */
export async function settle(store: Store, change: Change): Promise<void> {
	const rows = changedRows(change);
	const touched = await store.read<{ type: FactTable['type'] }>(
		`SELECT DISTINCT type FROM raw_events WHERE ${rows}`
	);
	const types = new Set(touched.map((row) => row.type));
	for (const fact of FACT_TABLES)
		if (types.has(fact.type)) await store.settle(factsSql(fact, rows));
	if (types.has('ticket')) await store.settle(ticketsSql(rows));
}

function factsSql(fact: FactTable, rows: string): string {
	const { anchor } = fact;
	const keys = new Map(fact.columns.map(([, key, type]) => [key, type]));
	// A withdrawal may lack what every other revision has.
	for (const key of anchor?.keys ?? []) keys.set(key, `Nullable(${anchor!.type})`);
	const shape = `Tuple(${[...keys].map(([key, type]) => `\`${key}\` ${type}`).join(', ')})`;
	const columns = [
		'city',
		fact.id,
		...(anchor ? [anchor.column] : []),
		...fact.columns.map(([column]) => column),
		...(fact.caller ? ['caller'] : []),
		'deleted',
		'version'
	];
	const valueOf = (key: string, type: string) =>
		type.startsWith('Nullable') || !anchor?.keys.includes(key)
			? `tupleElement(top.2, '${key}')`
			: `assumeNotNull(tupleElement(top.2, '${key}'))`;
	return `
INSERT INTO ${fact.table} (${columns.join(', ')})
SELECT
	city,
	id,
	${anchor ? 'anchor,' : ''}
	${fact.columns.map(([, key, type]) => `${valueOf(key, type)},`).join('\n\t')}
	${fact.caller ? 'top.3,' : ''}
	standing = 0 OR top.1 = 1${anchor ? ` OR ${anchorSql(anchor, 'top.2')} != anchor` : ''},
	version
FROM
(
	SELECT
		city,
		id,
		max(greatest(batch, undone)) AS version,
		countIf(undone = 0) AS standing,
		argMaxIf((void, fields, caller), (revision, digest, caller), undone = 0) AS top
		${anchor ? ', groupUniqArray(anchor) AS anchors' : ''}
	FROM
	(
		SELECT
			city, id, batch, void, revision, digest, caller,
			JSONExtract(content, '${shape}') AS fields,
			${anchor ? `${anchorSql(anchor, 'fields')} AS anchor,` : ''}
			if(run IN (SELECT run FROM undone_runs), (SELECT max(undone_batch) FROM undone_runs), 0) AS undone
		FROM raw_events
		WHERE (city, type, id) IN (${identities(fact.type, rows)})
	)
	GROUP BY city, id
)
${anchor ? `ARRAY JOIN anchors AS anchor\nWHERE anchor != ${NO_ANCHOR[anchor.type]}` : ''}
SETTINGS max_partitions_per_insert_block = 0`;
}

/** What the anchor reads as where a withdrawal has none. */
const NO_ANCHOR = { Int64: '0', String: "''" } as const;

/** The first of the anchor's keys that the fields have. */
function anchorSql({ keys, type }: NonNullable<FactTable['anchor']>, fields: string): string {
	const values = keys.map((key) => `tupleElement(${fields}, '${key}')`);
	return `coalesce(${values.join(', ')}, ${NO_ANCHOR[type]})`;
}

function identities(type: FactTable['type'], rows: string): string {
	return `SELECT city, type, id FROM raw_events WHERE type = '${type}' AND ${rows}`;
}

/** Every ticket that any revision of a touched event ever belonged to. */
function ticketsSql(rows: string): string {
	const firstOf = (event: string) => `minOrNullIf(at, live AND event = '${event}')`;
	return `
INSERT INTO tickets (city, ticket_id, created_at, channel, self_service, respond_due_at, resolve_due_at,
	responded_at, resolved_at, visited_at, complained_at, closed_at, version)
SELECT
	city,
	ticket_id,
	${firstOf('created')},
	(argMinIf((channel, self_service, respond_due_at, resolve_due_at), (at, event_id),
		live AND event = 'created') AS creation).1,
	creation.2,
	creation.3,
	creation.4,
	${firstOf('responded')},
	${firstOf('resolved')},
	${firstOf('visited')},
	${firstOf('complained')},
	${firstOf('closed')},
	max(version)
FROM
(
	SELECT *, deleted = 0 AS live
	FROM ticket_events FINAL
	WHERE (city, ticket_id) IN
	(
		SELECT city, JSONExtractString(content, 'ticket_id')
		FROM raw_events
		WHERE (city, type, id) IN (${identities('ticket', rows)})
	)
)
GROUP BY city, ticket_id`;
}
