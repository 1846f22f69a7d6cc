/** Facts that no cell stands for: what memory holds of them, and the rest added up in the store. */
import { cityCode, int } from '../store/literal.ts';
import type { TimeRow } from './cell-cache.ts';
import type { CellTable } from './cell-table.ts';
import { partsOf } from './fact-cache.ts';
import type { OwnedPart } from './owned-facts.ts';
import { partEnd, spanOfDay } from './parts-of-day.ts';
import type { OpenCells } from './rollup.ts';
import { areShort, cutsOf, laneOf, type Asked } from './rows.ts';
import { inSpans, stretchSql, union, within, type Plan, type Span } from './spans.ts';

/** Rows of the plan's facts; `days` have no cells that may be used. Lists are those of facts from the store. */
export async function readFacts(
	asked: Asked,
	table: CellTable,
	lists: readonly string[],
	plan: Plan,
	days: readonly number[]
): Promise<TimeRow[]> {
	if (!asked.cells) {
		// A fact is anchored no earlier than its window time.
		const where = `${table.anchor} >= ${int(plan.facts[0]!.from)} AND ${inSpans(table.time, plan.facts)}`;
		return addUp(asked, table, lists, where, plan.facts);
	}
	return table.time === table.anchor
		? ownRows(asked, asked.cells, table, lists, plan)
		: rowsByAnotherTime(asked, asked.cells, table, lists, plan, days);
}

const cutsAndNow = ({ question }: Asked) => ({ cuts: cutsOf(question), now: question.now });

/** Of a table whose window time is its anchor. */
async function ownRows(
	asked: Asked,
	cells: OpenCells,
	table: CellTable,
	lists: readonly string[],
	{ facts }: Plan
): Promise<TimeRow[]> {
	const asksMemory = areShort(facts);
	const question = { table, parts: partsOf(facts), spans: facts, ...cutsAndNow(asked) };
	const kept = asksMemory ? await cells.facts(question) : { rows: [], rest: facts };
	const rest = kept.rest.flatMap((span) => within(span, facts));
	if (rest.length === 0) return kept.rows;
	return [...kept.rows, ...(await addUp(asked, table, lists, inSpans(table.time, rest), facts))];
}

/** Of a table whose facts another time owns: one may be anchored on an unusable day after all windows. */
async function rowsByAnotherTime(
	asked: Asked,
	cells: OpenCells,
	table: CellTable,
	lists: readonly string[],
	plan: Plan,
	days: readonly number[]
): Promise<TimeRow[]> {
	const { time, anchor } = table;
	const unusable = days.map(spanOfDay);
	const times = union([...plan.facts, ...plan.cells]);
	const owned = ownedParts(table, plan, days, cells);
	const spans = [...plan.facts, ...unusable];
	const asksMemory = areShort(spans);
	const question = cutsAndNow(asked);
	const [kept, ofUsable] = await Promise.all([
		asksMemory
			? cells.facts({ table, parts: partsOf(unusable), spans: times, ...question })
			: { rows: [], rest: unusable },
		asksMemory ? cells.ownedFacts(owned, { spans: plan.facts, ...question }) : null
	]);
	const rows = [...kept.rows, ...(ofUsable ?? [])];
	const owners = ofUsable ? [] : owned.flatMap((part) => part.owners.map(spanOfDay));
	const conditions = [
		{ anchors: kept.rest, times },
		{ anchors: union(owners), times: plan.facts }
	]
		.filter((one) => one.anchors.length > 0)
		.map((one) => `(${inSpans(anchor, one.anchors)} AND ${inSpans(time, one.times)})`);
	if (conditions.length === 0) return rows;
	return [...rows, ...(await addUp(asked, table, lists, `(${conditions.join(' OR ')})`, spans))];
}

/** Parts with facts that usable days own: those have cells of that time. */
function ownedParts(
	{ cells: name }: CellTable,
	{ facts }: Plan,
	days: readonly number[],
	cells: OpenCells
): OwnedPart[] {
	return partsOf(facts)
		.map((start) => ({
			start,
			owners: cells.owners(name, [{ from: start, to: partEnd(start) }], days)
		}))
		.filter(({ owners }) => owners.length > 0);
}

/** Added up in the store, by stretches that no cut divides. */
async function addUp(
	{ store, question, config }: Asked,
	table: CellTable,
	lists: readonly string[],
	where: string,
	spans: readonly Span[]
): Promise<TimeRow[]> {
	const counters = Object.entries(table.counters(question.now, config));
	const listed = table.lists(question.now);
	const read = await laneOf(
		store,
		spans
	)<Record<string, unknown>>(`
SELECT ${stretchSql(table.time, cutsOf(question))} AS stretch,
	[${counters.map(([, sql]) => `sum(toFloat64(${sql}))`).join(', ')}] AS counters
	${lists.map((name) => `, ${listed[name]!.merge((column) => listed[column]!.sql)} AS ${name}`).join('')}
FROM ${table.facts} FINAL
WHERE city = ${cityCode(question.city)} AND ${where} AND ${table.time} <= ${int(question.now)}
GROUP BY stretch`);
	return read.map((row) => ({
		t: row.stretch as number,
		counters: row.counters as number[],
		lists: Object.fromEntries(lists.map((name) => [name, row[name] as unknown[]]))
	}));
}
