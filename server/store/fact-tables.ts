/** The tables of current facts, one a type of event, and how a fact's content becomes a row. */

export interface FactTable {
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

export const FACT_TABLES: readonly FactTable[] = [
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

/** What a table's columns are read from: the content's keys and their types, as a tuple. */
export function fieldsShape({ anchor, columns }: FactTable): string {
	const keys = new Map(columns.map(([, key, type]) => [key, type]));
	// A withdrawal may lack what every other revision has.
	for (const key of anchor?.keys ?? []) keys.set(key, `Nullable(${anchor!.type})`);
	return `Tuple(${[...keys].map(([key, type]) => `\`${key}\` ${type}`).join(', ')})`;
}

/** The columns that a settling step writes, in the order of its rows. */
export function writtenColumns({ anchor, columns, id, caller }: FactTable): string {
	return [
		'city',
		id,
		...(anchor ? [anchor.column] : []),
		...columns.map(([column]) => column),
		...(caller ? ['caller'] : []),
		'deleted',
		'version'
	].join(', ');
}

/** The expressions of a row's own columns, given its fields as a tuple. */
export function fieldValues({ anchor, columns }: FactTable, fields: string): string {
	return columns
		.map(([, key, type]) =>
			type.startsWith('Nullable') || !anchor?.keys.includes(key)
				? `tupleElement(${fields}, '${key}')`
				: `assumeNotNull(tupleElement(${fields}, '${key}'))`
		)
		.join(', ');
}
