/**
 * From the log of what was sent to the tables of what holds. A step takes the winner of each
 * identity among its batches; where it beats what stands, its row is written at its own time, and a
 * deleted row where the older one stood. The greater rank wins whatever the order, so a step may run
 * twice, late, or after a crash, and ends the same. Every row that a step writes carries the greatest
 * batch of its identity as `version`.
 */
import type { KnownIdentities } from './known-identities.ts';
import { hexId, int } from './literal.ts';
import { FACT_TABLES, fieldsShape, fieldValues, writtenColumns } from './fact-tables.ts';
import type { FactTable } from './fact-tables.ts';
import { ANCHOR, CALLER_RANK, DIGEST_RANK, IDENTITY } from './heads.ts';
import { resettleRun } from './resettle.ts';
import type { Store } from './store.ts';
import { ticketsSql } from './tickets.ts';

interface Batches {
	first: number;
	last: number;
	/** Of the facts that they brought. */
	types: ReadonlySet<FactTable['type']>;
}

/** Which rows of the log changed what is known: new batches, or an import that was taken back. */
export type Change = Batches | { run: string };

export interface Step {
	/** Makes what depends on the tables, of these types; before the step counts as done, so that a crash repeats it. */
	derive?: (types: ReadonlySet<FactTable['type']>) => Promise<void>;
	/** All that questions read is written: what follows is for later steps alone. */
	onWritten?: (types: ReadonlySet<FactTable['type']>) => void;
	/** Without it every identity is looked for among the heads. */
	known?: Pick<KnownIdentities, 'take'>;
	/** A step over some of these batches may have broken off: what it wrote no head tells of. */
	again?: boolean;
}

/** Brings a change of the log into the tables that measures read. */
export async function settle(
	store: Store,
	change: Change,
	{ derive = () => Promise.resolve(), onWritten, known, again = false }: Step = {}
): Promise<void> {
	if ('run' in change) {
		onWritten?.(await resettleRun(store, change.run, derive));
		return;
	}
	await store.settle('TRUNCATE TABLE settling');
	await store.settle(winnersSql(change, (await known?.take(change)) ?? null));
	const { types } = change;
	const facts = FACT_TABLES.filter((fact) => types.has(fact.type));
	if (again) for (const fact of facts) await store.settle(leftoversSql(fact, change));
	for (const fact of facts) await store.settle(rowsSql(fact));
	if (types.has('ticket'))
		await store.settle(ticketsSql(again ? namedTickets(change) : TOUCHED_TICKETS));
	await derive(types);
	onWritten?.(types);
	await store.settle(HEADS_SQL);
}

/**
 * The winners of these batches that beat what stands. Rows of imports taken back count for nothing.
 * `known`: identities that may have a head, in hex; null: any of them.
 */
function winnersSql({ first, last }: Batches, known: readonly string[] | null): string {
	const batches = `batch BETWEEN ${int(first)} AND ${int(last)}`;
	const lookedFor = known
		? `SELECT reinterpretAsUInt128(unhex(arrayJoin(CAST([${known.map(hexId).join(', ')}], 'Array(String)'))))`
		: `SELECT ${IDENTITY} FROM raw_events WHERE ${batches}`;
	return `
INSERT INTO settling
SELECT
	new.identity, new.city, new.type, new.id, greatest(new.version, head.version), new.revision, new.void,
	new.digest_rank, new.caller_rank, new.caller, new.content, new.anchor, head.top.4
FROM
(
	SELECT *, ${ANCHOR} AS anchor
	FROM
	(
		SELECT
			${IDENTITY} AS identity, city, type, id, revision, void, ${DIGEST_RANK} AS digest_rank,
			${CALLER_RANK} AS caller_rank, caller, content,
			max(batch) OVER (PARTITION BY identity) AS version
		FROM raw_events
		WHERE ${batches} AND run NOT IN (SELECT run FROM undone_runs)
		ORDER BY identity, revision DESC, digest_rank DESC, caller_rank DESC
		LIMIT 1 BY identity
	)
) AS new
LEFT JOIN
(
	SELECT identity, max(batch) AS version, argMax((revision, digest, caller, anchor), batch) AS top
	FROM heads
	WHERE identity IN (${lookedFor})
	GROUP BY identity
) AS head ON new.identity = head.identity
WHERE (new.revision, new.digest_rank, new.caller_rank) > (head.top.1, head.top.2, head.top.3)`;
}

/** One row where the winner stands, one deleted where its elder stood. */
function rowsSql(fact: FactTable): string {
	const at = fact.anchor?.type === 'Int64' ? 'toInt64(place.1),' : fact.anchor ? 'place.1,' : '';
	return `
INSERT INTO ${fact.table} (${writtenColumns(fact)})
SELECT city, id, ${at} ${fieldValues(fact, 'fields')}, ${fact.caller ? 'caller,' : ''} place.2, version
FROM
(
	SELECT *, JSONExtract(content, '${fieldsShape(fact)}') AS fields
	FROM settling
	WHERE type = '${fact.type}'
)
ARRAY JOIN arrayConcat(
	if(void = 0, [(anchor, 0)], []),
	if(standing != '' AND (void = 1 OR standing != anchor), [(standing, 1)], [])
) AS place
SETTINGS max_partitions_per_insert_block = 0`;
}

/**
 * A deleted row wherever else a row of these batches would stand: a step that broke off may have
 * taken it for the winner before a greater one came.
 */
function leftoversSql(fact: FactTable, { first, last }: Batches): string {
	const at = fact.anchor?.type === 'Int64' ? 'toInt64(place),' : fact.anchor ? 'place,' : '';
	return `
INSERT INTO ${fact.table} (${writtenColumns(fact)})
SELECT city, id, ${at} ${fieldValues(fact, 'fields')}, ${fact.caller ? 'caller,' : ''} 1, version
FROM
(
	SELECT identity, city, id, version, void, anchor, caller,
		JSONExtract(content, '${fieldsShape(fact)}') AS fields
	FROM settling
	WHERE type = '${fact.type}'
) AS winner
INNER JOIN
(
	SELECT DISTINCT ${IDENTITY} AS identity, ${ANCHOR} AS place
	FROM raw_events
	WHERE type = '${fact.type}' AND batch BETWEEN ${int(first)} AND ${int(last)}
) AS named ON winner.identity = named.identity
WHERE place != '' AND (void = 1 OR place != anchor)
SETTINGS max_partitions_per_insert_block = 0`;
}

const namedTickets = ({ first, last }: Batches) => `${TOUCHED_TICKETS}
	UNION ALL SELECT city, JSONExtractString(content, 'ticket_id') FROM raw_events
	WHERE type = 'ticket' AND batch BETWEEN ${int(first)} AND ${int(last)}`;

const TOUCHED_TICKETS = `SELECT city, arrayJoin([anchor, standing]) FROM settling WHERE type = 'ticket'`;

const HEADS_SQL = `
INSERT INTO heads (identity, batch, revision, digest, caller, anchor)
SELECT identity, version, revision, digest, caller_rank, if(void = 1, '', anchor) FROM settling`;
