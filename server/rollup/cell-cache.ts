/**
 * Cells of the cities that are asked for, as the store holds them: read once, and anew where a day was
 * rolled since. A copy of rows, never a count of its own.
 */
import { createLane, type Lane } from '../lane.ts';
import { int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import { dayOf, spanOfDay } from './parts-of-day.ts';
import { daysOf, inSpans, type Span } from './spans.ts';
import { StaleDays } from './stale-days.ts';

/** One cell, or facts added up: counters and lists in the order of the table's columns. */
export interface TimeRow {
	t: number;
	counters: readonly number[];
	/** By name; lists that were not asked for are absent. */
	lists: Record<string, readonly unknown[]>;
}

export interface CachedCell extends TimeRow {
	lists: Record<string, readonly unknown[]>;
	matureAt: number;
}

/** Cells of one day or more as one row, but for their long lists. */
export interface MergedRow extends TimeRow {
	parts: readonly CachedCell[];
}

/** The cells that a day owns, by time; another reading of the day makes another one. */
export interface DayCells {
	day: number;
	parts: readonly CachedCell[];
}

export interface CityTable {
	/** By the day that owns the cells. */
	days: Map<number, DayCells>;
	/** The days, ascending; a new list where any changed. */
	ascending: readonly DayCells[] | null;
	/** Days rolled since they were read: they stay here until the new cells are. */
	stale: StaleDays;
	/** Latest `matureAt` of all. */
	matureAt: number;
	/** Days whose long lists are here. */
	listed: Set<number>;
	/** One reading at a time. */
	inTurn: Lane;
	loaded: Promise<void>;
}

/** What of a table is cached: long lists are read when they are asked for. */
export interface CachedColumns {
	cells: string;
	isOwn: boolean;
	counters: readonly string[];
	lists: readonly string[];
	longLists: readonly string[];
}

const MOST_CITIES = 64;

export function createCellCache(store: Store) {
	const cities = new Map<number, Map<string, CityTable>>();

	function rowsSql(columns: CachedColumns, city: number, where: string): string {
		const names = [...columns.counters, ...columns.lists];
		return `SELECT ${columns.isOwn ? '' : 'day, '}t, ${columns.isOwn ? 'mature_at' : '0 AS mature_at'}, ${names.join(', ')} FROM ${columns.cells} FINAL WHERE city = ${int(city)} ${where}`;
	}

	async function load(columns: CachedColumns, city: number, where: string) {
		const rows = await store.read<Record<string, unknown>>(rowsSql(columns, city, where));
		const days = new Map<number, CachedCell[]>();
		for (const row of rows) {
			const t = row.t as number;
			const day = columns.isOwn ? dayOf(t) : (row.day as number);
			const cell: CachedCell = {
				t,
				counters: columns.counters.map((name) => row[name] as number),
				lists: Object.fromEntries(
					columns.lists.map((name) => [name, row[name] as readonly unknown[]])
				),
				matureAt: row.mature_at as number
			};
			const same = days.get(day);
			if (same) same.push(cell);
			else days.set(day, [cell]);
		}
		return days;
	}

	/** In one turn, so that nobody ever sees a day without its cells. */
	function put(table: CityTable, day: number, cells: readonly CachedCell[] | undefined): void {
		table.listed.delete(day);
		table.ascending = null;
		if (!cells) return void table.days.delete(day);
		const parts = [...cells].sort((a, b) => a.t - b.t);
		table.days.set(day, { day, parts });
		for (const { matureAt } of cells) table.matureAt = Math.max(table.matureAt, matureAt);
	}

	async function refresh(columns: CachedColumns, city: number, table: CityTable): Promise<void> {
		const { days, done } = table.stale.reading();
		if (days.length === 0) return;
		const where = columns.isOwn
			? inSpans('t', days.map(spanOfDay))
			: `day IN (${days.map(int).join(', ')})`;
		const read = await load(columns, city, `AND ${where}`);
		for (const day of days) put(table, day, read.get(day));
		done();
	}

	function open(city: number, columns: CachedColumns): CityTable {
		const tables = cities.get(city) ?? new Map<string, CityTable>();
		// The city that was asked for last stands last; the first goes when there are too many.
		cities.delete(city);
		cities.set(city, tables);
		if (cities.size > MOST_CITIES) cities.delete(cities.keys().next().value!);
		let table = tables.get(columns.cells);
		if (!table) {
			const fresh: CityTable = {
				days: new Map(),
				ascending: null,
				stale: new StaleDays(),
				matureAt: 0,
				listed: new Set(),
				inTurn: createLane(),
				loaded: Promise.resolve()
			};
			table = fresh;
			tables.set(columns.cells, fresh);
			fresh.loaded = fresh.inTurn(async () => {
				try {
					const days = await load(columns, city, '');
					days.forEach((cells, day) => put(fresh, day, cells));
				} catch (error) {
					tables.delete(columns.cells);
					throw error;
				}
			});
		}
		return table;
	}

	return {
		/** The table of a city as the store holds it now. */
		async table(city: number, columns: CachedColumns): Promise<CityTable> {
			const table = open(city, columns);
			await table.loaded;
			await table.inTurn(() => refresh(columns, city, table));
			return table;
		},
		/** Sees that the long lists of the cells in the spans are there. */
		async list(city: number, columns: CachedColumns, spans: readonly Span[]): Promise<void> {
			const table = open(city, columns);
			await table.inTurn(async () => {
				const missing = daysOf(spans).filter(
					(day) => table.days.has(day) && !table.listed.has(day)
				);
				if (missing.length === 0) return;
				const rows = await store.read<Record<string, unknown>>(
					`SELECT t, ${columns.longLists.join(', ')} FROM ${columns.cells} FINAL WHERE city = ${int(city)} AND ${inSpans('t', missing.map(spanOfDay))}`
				);
				const byTime = new Map(rows.map((row) => [row.t as number, row]));
				for (const day of missing) {
					for (const cell of table.days.get(day)?.parts ?? [])
						for (const name of columns.longLists)
							cell.lists[name] = (byTime.get(cell.t)?.[name] ?? []) as readonly unknown[];
					table.listed.add(day);
				}
			});
		},
		/** A day was rolled: what is here of it is out of date. */
		forget(cells: string, city: number, day: number): void {
			cities.get(city)?.get(cells)?.stale.touch(day);
		}
	};
}
export type CellCache = ReturnType<typeof createCellCache>;
