/**
 * After an import was taken back: for every identity that it touched, what stands is worked out from
 * all of the log, a row at the winner's time and a deleted one at every other time that any revision
 * ever named. Slow beside a settling step, and right without knowing what stood before.
 */
import { FACT_TABLES, fieldsShape, fieldValues, writtenColumns } from './fact-tables.ts';
import type { FactTable } from './fact-tables.ts';
import { headsFromLogSql, UNDONE } from './heads.ts';
import { int, runId } from './literal.ts';
import type { Store } from './store.ts';
import { ticketsSql } from './tickets.ts';

/** So many facts of an import are worked out together: bounds the memory that it takes. */
const MOST_FACTS = 500_000;

export async function resettleRun(
	store: Store,
	run: string,
	derive: (types: ReadonlySet<FactTable['type']>) => Promise<void>
): Promise<ReadonlySet<FactTable['type']>> {
	const touched = await store.read<{ type: FactTable['type']; facts: number }>(
		`SELECT type, count() AS facts FROM raw_events WHERE run = ${runId(run)} GROUP BY type`
	);
	const types = new Set(touched.map((row) => row.type));
	const facts = touched.reduce((sum, row) => sum + row.facts, 0);
	const slices = Math.ceil(facts / MOST_FACTS);
	for (let slice = 0; slice < slices; slice++)
		await resettleSlice(store, types, derive, (type) => {
			const own = `type = '${type}' AND run = ${runId(run)} AND cityHash64(id) % ${int(slices)} = ${int(slice)}`;
			return `(city, type, id) IN (SELECT city, type, id FROM raw_events WHERE ${own})`;
		});
	return types;
}

async function resettleSlice(
	store: Store,
	types: ReadonlySet<FactTable['type']>,
	derive: (types: ReadonlySet<FactTable['type']>) => Promise<void>,
	identities: (type: FactTable['type']) => string
): Promise<void> {
	for (const fact of FACT_TABLES)
		if (types.has(fact.type)) await store.settle(factsSql(fact, identities(fact.type)));
	if (types.has('ticket'))
		await store.settle(
			ticketsSql(
				`SELECT city, JSONExtractString(content, 'ticket_id') FROM raw_events WHERE ${identities('ticket')}`
			)
		);
	await derive(types);
	for (const type of types) await store.settle(headsFromLogSql(identities(type)));
}

/** What stands of the identities whose rows a condition names, with a deleted row wherever else one may. */
export function factsSql(fact: FactTable, condition: string): string {
	const { anchor } = fact;
	return `
INSERT INTO ${fact.table} (${writtenColumns(fact)})
SELECT
	city,
	id,
	${anchor ? 'anchor,' : ''}
	${fieldValues(fact, 'top.2')},
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
			JSONExtract(content, '${fieldsShape(fact)}') AS fields,
			${anchor ? `${anchorSql(anchor, 'fields')} AS anchor,` : ''}
			${UNDONE} AS undone
		FROM raw_events
		WHERE ${condition}
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
