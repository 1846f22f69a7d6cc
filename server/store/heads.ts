/**
 * Heads: per identity, what stands and how it ranks. With them a settling step compares a new
 * revision with one row instead of looking through the log; they are derived from the log alone.
 */
import type { EventType } from '#contract/events';
import { cityCode, int } from './literal.ts';
import { FACT_TABLES, type FactTable } from './fact-tables.ts';
import { readState, writeState } from './state.ts';
import type { Store } from './store.ts';

/** As `raw_events` has it: an Enum8 and a text of the same name hash differently. */
const LOGGED_TYPE =
	"Enum8(\\'call\\' = 1, \\'session\\' = 2, \\'ticket\\' = 3, \\'rating\\' = 4, \\'reading\\' = 5)";

/** 128 bits: identities are as many as calls, and two of them must never meet. */
export const IDENTITY = 'reinterpretAsUInt128(sipHash128(city, type, id))';

/** The same of one type's rows in a city: `id` is an expression. */
export const identityOf = (type: EventType, city: string, id: string) =>
	`reinterpretAsUInt128(sipHash128(toUInt32(${cityCode(city)}), CAST('${type}', '${LOGGED_TYPE}'), ${id}))`;

/** The first eight bytes as a number that orders as the bytes do; 0 for an empty text. */
const leading = (bytes: string) => `reinterpretAsUInt64(reverse(substring(${bytes}, 1, 8)))`;
export const DIGEST_RANK = leading('digest');
export const CALLER_RANK = leading('unhex(substring(caller, 1, 16))');

/** When a row of the log was taken back with its import: the batch of that, or 0. */
export const UNDONE =
	'if(run IN (SELECT run FROM undone_runs), (SELECT max(undone_batch) FROM undone_runs), 0)';

/** Where a fact's row would stand, as text; '' where a withdrawal does not say. */
export const ANCHOR = `multiIf(${FACT_TABLES.flatMap((fact) => [
	`type = '${fact.type}'`,
	anchorText(fact)
]).join(', ')}, '')`;

function anchorText({ anchor }: FactTable): string {
	if (!anchor) return `'1'`;
	if (anchor.type === 'String') return `JSONExtractString(content, '${anchor.keys[0]!}')`;
	const values = anchor.keys.map((key) => `JSONExtract(content, '${key}', 'Nullable(Int64)')`);
	return `ifNull(toString(coalesce(${values.join(', ')})), '')`;
}

/** Works heads out again from the log, for the rows that a condition names. */
export function headsFromLogSql(condition: string): string {
	return `
INSERT INTO heads (identity, batch, revision, digest, caller, anchor)
SELECT
	${IDENTITY},
	max(greatest(batch, undone)),
	(argMaxIf((revision, digest_rank, caller_rank, void, anchor), (revision, digest_rank, caller_rank),
		undone = 0) AS top).1,
	top.2,
	top.3,
	if(top.4 = 1, '', top.5)
FROM
(
	SELECT city, type, id, batch, revision, void, ${DIGEST_RANK} AS digest_rank,
		${CALLER_RANK} AS caller_rank, ${ANCHOR} AS anchor, ${UNDONE} AS undone
	FROM raw_events
	WHERE ${condition}
)
GROUP BY city, type, id`;
}

/** Fills the heads of a store that was settled without them, a city at a time; once. */
export async function fillHeads(store: Store, settledBatch: number): Promise<void> {
	if ((await readState(store, 'heads_filled')) !== null) return;
	const settled = `batch <= ${int(settledBatch)}`;
	const cities = await store.read<{ city: number }>(
		`SELECT DISTINCT city FROM raw_events WHERE ${settled}`
	);
	for (const { city } of cities)
		await store.settle(headsFromLogSql(`city = ${int(city)} AND ${settled}`));
	await writeState(store, 'heads_filled', '1', 1);
}
