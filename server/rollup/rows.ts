/** What a question reads of a table: whole cells, and at the edges the facts added up by stretch. */
import { DAY_MS } from '#contract/instant';
import type { MeasureConfig, Question } from '../measures/question.ts';
import type { Store } from '../store/store.ts';
import type { CachedColumns, TimeRow } from './cell-cache.ts';
import { END_OF_TIME, type CellTable, type DayKind } from './cell-table.ts';
import { readFacts } from './facts.ts';
import type { Grain } from './day-rows.ts';
import type { OpenCells } from './rollup.ts';
import { factsAlone, planSpans, wholeOf, type Plan, type Span } from './spans.ts';

export interface Asked {
	store: Store;
	question: Question;
	config: MeasureConfig;
	/** Null where nothing is rolled up by these rules (yet). */
	cells: OpenCells | null;
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

/** Slots and steps divide days; windows alone only where they begin and end. */
export function grainOf(question: Question, divided: readonly Span[] = []): Grain {
	const { windows, bySlot, slotWindows } = question;
	const slots = bySlot ? windows.filter((_, w) => slotWindows?.includes(w) ?? true) : [];
	return { slots, divided, cuts: cutsOf(question) };
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

/**
 * Rows with all counters and the lists asked for; a cell's long lists are not among them. No row holds
 * more than a part of a day that is `divided`.
 */
export async function readRows(
	asked: Asked,
	table: CellTable,
	lists: readonly string[],
	divided: readonly Span[] = []
): Promise<ReadRows> {
	const plan = planOf(asked, table.kind);
	const days = asked.cells?.unusable(table.kind, wholeOf(asked.question.windows).from) ?? [];
	const cells =
		asked.cells?.within(table.cells, plan.cells, days, grainOf(asked.question, divided)) ?? [];
	const facts = await readFacts(asked, table, lists, plan, days);
	return { plan, rows: [...cells, ...facts] };
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
