/** The rollup of a store as questions see it: which days stand, and their cells. */
import { ARRIVED_CALLS } from '../measures/arrived-calls.ts';
import { CREATED_TICKETS } from '../measures/created-tickets.ts';
import type { MeasureConfig } from '../measures/question.ts';
import { QUEUED_CALLS } from '../measures/queued-calls.ts';
import { RATINGS } from '../measures/ratings.ts';
import { RESOLVED_TICKETS } from '../measures/resolved-tickets.ts';
import { SESSIONS } from '../measures/sessions.ts';
import { cityCode } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import { createCellCache, type CachedColumns, type CityTable, type TimeRow } from './cell-cache.ts';
import type { DayKind } from './cell-table.ts';
import type { DayBook } from './day-book.ts';
import { dayOf } from './parts-of-day.ts';
import { columnsOf } from './rows.ts';
import type { Span } from './spans.ts';

export interface OpenCells {
	/** Days from an instant on that cannot be read from cells, ascending. */
	unusable(kind: DayKind, from: number): number[];
	/** Cells in the spans, but of days that are not usable. */
	within(cells: string, spans: readonly Span[], unusableDays: readonly number[]): TimeRow[];
	/** Usable days whose cells lie in the spans; only of cells kept by another day than their own. */
	owners(cells: string, spans: readonly Span[], unusableDays: readonly number[]): number[];
	/** Sees that cells in the spans have their long lists. */
	list(cells: string, spans: readonly Span[]): Promise<void>;
}

const REPEAT_COLUMNS: CachedColumns = {
	cells: 'repeat_cells',
	isOwn: true,
	counters: ['judged', 'not_repeated'],
	lists: [],
	longLists: ['repeated_offsets', 'not_repeated_offsets']
};

/** Tables of each kind; the first says when a day is mature. */
function tablesOf(config: MeasureConfig): Record<DayKind, readonly CachedColumns[]> {
	const of = (table: Parameters<typeof columnsOf>[0]) => columnsOf(table, config);
	return {
		calls: [of(QUEUED_CALLS), of(ARRIVED_CALLS)],
		repeats: [REPEAT_COLUMNS],
		sessions: [of(SESSIONS)],
		created: [of(CREATED_TICKETS)],
		resolved: [of(RESOLVED_TICKETS)],
		ratings: [of(RATINGS)]
	};
}

export function createRollup(store: Store, config: MeasureConfig, book: DayBook) {
	const cache = createCellCache(store);
	const kinds = tablesOf(config);
	const byCells = new Map(
		Object.values(kinds).flatMap((tables) => tables.map((table) => [table.cells, table] as const))
	);
	book.onRolled(({ kind, city, day }) => {
		for (const { cells } of kinds[kind]) cache.forget(cells, city, day);
	});

	return {
		/** The city's cells as of an instant; null where nothing is rolled up by these rules (yet). */
		async open(cityText: string, now: number): Promise<OpenCells | null> {
			if (!book.isReady) return null;
			const city = Number(cityCode(cityText));
			const tables = new Map<string, CityTable>();
			await Promise.all(
				[...byCells.values()].map(async (columns) => {
					tables.set(columns.cells, await cache.table(city, columns));
				})
			);
			return openCells(city, now, tables);
		}
	};

	function openCells(city: number, now: number, tables: ReadonlyMap<string, CityTable>): OpenCells {
		const unusable = Object.fromEntries(
			Object.entries(kinds).map(([kind, columns]) => [
				kind,
				unusableDays(
					book.unrolledOf(city, kind as DayKind),
					columns.map(({ cells }) => tables.get(cells)!),
					now
				)
			])
		) as Record<DayKind, number[]>;
		// Days that are rolled from now on come and go in the tables, not in what was opened.
		const held = new Map([...tables].map(([name, { days }]) => [name, [...days]]));
		return {
			unusable: (kind, from) => unusable[kind].filter((day) => day >= dayOf(from)),
			within(cells, spans, unusableDays) {
				const without = new Set(unusableDays);
				return held
					.get(cells)!
					.filter(([day]) => !without.has(day))
					.flatMap(([, rows]) => rows)
					.filter(({ t }) => isIn(t, spans));
			},
			owners: (cells, spans, unusableDays) =>
				held
					.get(cells)!
					.filter(([, rows]) => rows.some(({ t }) => isIn(t, spans)))
					.map(([day]) => day)
					.filter((day) => !unusableDays.includes(day)),
			list: (cells, spans) =>
				spans.length > 0 ? cache.list(city, byCells.get(cells)!, spans) : Promise.resolve()
		};
	}
}
export type Rollup = ReturnType<typeof createRollup>;

const isIn = (t: number, spans: readonly Span[]) =>
	spans.some(({ from, to }) => t >= from && t < to);

/** Touched and not rolled yet, rolled while we read, or with stages that lie after `now`. */
function unusableDays(
	unrolled: ReadonlySet<number>,
	tables: readonly CityTable[],
	now: number
): number[] {
	const days = new Set([...unrolled, ...tables.flatMap(({ stale }) => [...stale.keys()])]);
	for (const { matureAt, days: cells } of tables)
		if (matureAt > now)
			for (const [day, rows] of cells) if (rows.some((row) => row.matureAt > now)) days.add(day);
	return [...days].sort((a, b) => a - b);
}

/** One rollup a store: questions know the store alone. */
const rollups = new WeakMap<Store, Rollup>();

export function attachRollup(store: Store, rollup: Rollup): void {
	rollups.set(store, rollup);
}

export function openRollup(store: Store, city: string, now: number): Promise<OpenCells | null> {
	return rollups.get(store)?.open(city, now) ?? Promise.resolve(null);
}
