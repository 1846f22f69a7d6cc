/** What a question reads of a table: whole cells, and at the edges the facts added up by stretch. */
import { DAY_MS } from '#contract/instant';
import type { MeasureConfig, Question } from '../measures/question.ts';
import { cityCode, int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import type { CachedColumns, TimeRow } from './cell-cache.ts';
import { END_OF_TIME, type CellTable, type DayKind } from './cell-table.ts';
import { partStart, spanOfDay } from './parts-of-day.ts';
import {
	factsAlone,
	inSpans,
	planSpans,
	stretchSql,
	union,
	type Plan,
	type Span
} from './spans.ts';
import type { OpenCells } from './rollup.ts';

export interface Asked {
	store: Store;
	question: Question;
	config: MeasureConfig;
	/** Null where nothing is rolled up by these rules (yet). */
	cells: OpenCells | null;
}

/** All that the question's windows span. */
export function wholeOf(windows: readonly Span[]): Span {
	return {
		from: Math.min(...windows.map(({ from }) => from)),
		to: Math.max(...windows.map(({ to }) => to))
	};
}

export function cutsOf({ windows, steps = [] }: Question): number[] {
	return [...windows.flatMap(({ from, to }) => [from, to]), ...steps];
}

export function planOf({ question, cells }: Asked, kind: DayKind): Plan {
	const whole = wholeOf(question.windows);
	if (!cells) return factsAlone(whole);
	return planSpans(whole, cutsOf(question), cells.unusable(kind, whole.from));
}

export interface ReadRows {
	plan: Plan;
	rows: TimeRow[];
}

/** The columns that the cache keeps of a table. */
export function columnsOf(table: CellTable, config: MeasureConfig): CachedColumns {
	const lists = Object.entries(table.lists(END_OF_TIME));
	return {
		cells: table.cells,
		isOwn: table.time === table.anchor,
		counters: Object.keys(table.counters(END_OF_TIME, config)),
		lists: lists.filter(([, { long }]) => !long).map(([name]) => name),
		longLists: lists.filter(([, { long }]) => long).map(([name]) => name)
	};
}

/** Rows with all counters and the lists asked for; a cell's long lists are not among them. */
export async function readRows(
	asked: Asked,
	table: CellTable,
	lists: readonly string[]
): Promise<ReadRows> {
	const plan = planOf(asked, table.kind);
	const days = asked.cells?.unusable(table.kind, wholeOf(asked.question.windows).from) ?? [];
	const cells = asked.cells?.within(table.cells, plan.cells, days) ?? [];
	const where = factCondition(table, plan, days, asked.cells);
	const spans = table.time === table.anchor ? plan.facts : [...plan.facts, ...days.map(spanOfDay)];
	const facts = where === null ? [] : await readFacts(asked, table, lists, where, spans);
	return { plan, rows: [...cells, ...facts] };
}

/** Condition of the facts to read, such that the table's own order leads to them; null: none. */
function factCondition(
	{ time, anchor, cells: name }: CellTable,
	{ cells, facts }: Plan,
	days: readonly number[],
	open: OpenCells | null
): string | null {
	if (time === anchor) return facts.length > 0 ? inSpans(time, facts) : null;
	// A fact is anchored no earlier than its window time, maybe on an unusable day after all windows.
	if (!open) return `${anchor} >= ${int(facts[0]!.from)} AND ${inSpans(time, facts)}`;
	const wholeParts = facts.map(({ from, to }) => ({ from: partStart(from), to }));
	// Of the usable days those have such facts that have cells of that time.
	const owners = open.owners(name, wholeParts, days).map(spanOfDay);
	const each = [
		...(days.length > 0
			? [
					`(${inSpans(anchor, days.map(spanOfDay))} AND ${inSpans(time, union([...facts, ...cells]))})`
				]
			: []),
		...(owners.length > 0
			? [`(${inSpans(anchor, union(owners))} AND ${inSpans(time, facts)})`]
			: [])
	];
	return each.length > 0 ? `(${each.join(' OR ')})` : null;
}

async function readFacts(
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

/** Of more facts than of so many days is a long question. */
const SHORT_MS = 5 * DAY_MS;

/** Whether spans of facts are few enough to be read beside the walls. */
export function areShort(spans: readonly Span[]): boolean {
	return spans.reduce((sum, { from, to }) => sum + to - from, 0) <= SHORT_MS;
}

export function laneOf(store: Store, spans: readonly Span[]): Store['readLong'] {
	return areShort(spans) ? (sql) => store.read(sql) : (sql) => store.readLong(sql);
}
