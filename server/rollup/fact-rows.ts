/** Facts one by one with what each of their kind's tables counts of them, as the store holds them. */
import type { MeasureConfig } from '../measures/question.ts';
import { int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import { END_OF_TIME, type CellTable, type DayKind } from './cell-table.ts';
import type { TimedFact } from './pieces.ts';
import { inSpans, type Span } from './spans.ts';
import { touchedTable } from './touched.ts';

/** A statement that finds more leaves the parts to those who add up in the store; it says one more. */
export const MOST_READ = 40_000;
const HISTOGRAM = /_(buckets|counts)$/;

/** With the columns of each table, under their names and its number. */
export interface FactRow extends Record<string, unknown> {
	of_city: number;
	/** Names the fact at its place. */
	key: string;
	placed: number;
	of_version: number;
	is_deleted: 0 | 1;
	mature_at: number;
}

/** A call that a step wrote, with what else is kept of calls. */
export interface CallRow extends FactRow {
	/** Whether it asks for a person and stands there. */
	asks: 0 | 1;
	decided: number;
	caller: string;
}

const CALL_COLUMNS =
	', queued_at IS NOT NULL AND deleted = 0 AS asks, decided_at AS decided, caller';

export interface FactRowsOptions {
	store: Store;
	config: MeasureConfig;
	/** Tables of each kind, which have their facts and their anchor in common. */
	tables: Partial<Record<DayKind, readonly CellTable[]>>;
}

export function createFactRows({ store, config, tables }: FactRowsOptions) {
	const columns = Object.fromEntries(
		Object.entries(tables).map(([kind, own]) => [
			kind,
			own.map((table, index) => columnsOf(table, index, config))
		])
	);
	const factsOf = (kind: DayKind) => tables[kind]![0]!.facts;

	/** `source` ends in a condition. */
	function read(kind: DayKind, source: string, more = ''): Promise<FactRow[]> {
		const { anchor, id, matureAt } = tables[kind]![0]!;
		const selected = columns[kind]!.flatMap(({ time, name, counters, lists }) => [
			`${time} AS ${name('t')}`,
			...counters.map(([column, sql]) => `${sql} AS ${name(column)}`),
			...lists.map(([column, { sql }]) => `${sql} AS ${name(column)}`)
		]);
		return store.read(`
SELECT concat(toString(${anchor}), ' ', ${id}) AS key, ${anchor} AS placed, version AS of_version, deleted AS is_deleted,
	${matureAt} AS mature_at, ${selected.join(', ')}, toInt32(city) AS of_city${more}
FROM ${source}
LIMIT ${int(MOST_READ + 1)}`);
	}

	const isIn = (kind: DayKind, spans: readonly Span[]) => inSpans(tables[kind]![0]!.anchor, spans);

	return {
		/** All that stand. */
		standing: (kind: DayKind, city: number, spans: readonly Span[]) =>
			read(kind, `${factsOf(kind)} FINAL WHERE city = ${int(city)} AND ${isIn(kind, spans)}`),
		/** What later batches wrote, with what it left behind: the greatest version of each tells. */
		since: (kind: DayKind, city: number, spans: readonly Span[], batch: number) =>
			read(
				kind,
				`${factsOf(kind)} WHERE version > ${int(batch)} AND city = ${int(city)} AND ${isIn(kind, spans)}`
			),
		/** What the settle step under way has written; calls are each a `CallRow`. */
		touched: (kind: DayKind, cities: readonly number[]) =>
			read(
				kind,
				`${touchedTable(factsOf(kind))} WHERE city IN (${cities.map(int).join(', ')})`,
				kind === 'calls' ? CALL_COLUMNS : ''
			),
		/** As each of the kind's tables counts it, at that table's time. */
		timed: (kind: DayKind, row: FactRow): TimedFact[] =>
			columns[kind]!.map(({ name, counters, lists }) => ({
				matureAt: row.mature_at,
				row: {
					t: row[name('t')] as number,
					counters: counters.map(([column]) => Number(row[name(column)])),
					lists: Object.fromEntries(
						lists.map(([column]) => [column, row[name(column)] as readonly unknown[]])
					)
				}
			}))
	};
}
export type FactRows = ReturnType<typeof createFactRows>;

function columnsOf(table: CellTable, index: number, config: MeasureConfig) {
	return {
		time: table.time,
		name: (column: string) => `${column}_${index}`,
		counters: Object.entries(table.counters(END_OF_TIME, config)),
		lists: Object.entries(table.lists(END_OF_TIME)).filter(([name]) => !HISTOGRAM.test(name))
	};
}
