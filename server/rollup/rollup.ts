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
import { ascendingDays, daysIn, isIn, rowsIn, type Grain } from './day-rows.ts';
import { dayOf } from './parts-of-day.ts';
import { createFactRows } from './fact-rows.ts';
import { follow, isFollowed } from './follow.ts';
import { createFactCache, type FactQuestion, type KeptRows } from './fact-cache.ts';
import { createJudgedCalls } from './judged-calls.ts';
import { createOpenCalls, type OpenCall } from './open-calls.ts';
import { createOwnedFacts, type OwnedPart } from './owned-facts.ts';
import type { PieceQuestion } from './pieces.ts';
import { columnsOf } from './rows.ts';
import type { Span } from './spans.ts';
import type { TouchedDay } from './touched.ts';

export interface OpenCells {
	/** Days from an instant on that cannot be read from cells, ascending. */
	unusable(kind: DayKind, from: number): number[];
	/**
	 * Cells in the spans, but of days that are not usable. Whole days side by side come as one row, or by
	 * part of the day, as far as the grain lets them; without one each part comes by itself.
	 */
	within(
		cells: string,
		spans: readonly Span[],
		unusableDays: readonly number[],
		grain?: Grain
	): TimeRow[];
	/** Usable days whose cells lie in the spans; only of cells kept by another day than their own. */
	owners(cells: string, spans: readonly Span[], unusableDays: readonly number[]): number[];
	/** Rows of single facts and of minutes of them, and what of it must be read from the store. */
	facts(question: FactQuestion): Promise<KeptRows>;
	/** The same of a cut part's facts that usable days own by another time; null: to be read from the store. */
	ownedFacts(parts: readonly OwnedPart[], question: PieceQuestion): Promise<TimeRow[] | null>;
	/** Calls of a day that has no cells of repeats; null: to be read from the store. */
	judged(day: number, question: PieceQuestion): Promise<TimeRow[] | null>;
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

/** Tables of each kind that have their facts in common. */
const FACTS = {
	calls: [QUEUED_CALLS, ARRIVED_CALLS],
	sessions: [SESSIONS],
	created: [CREATED_TICKETS],
	resolved: [RESOLVED_TICKETS],
	ratings: [RATINGS]
};

export interface RollupOptions {
	store: Store;
	config: MeasureConfig;
	book: DayBook;
	/** Everything up to this batch can be read. */
	settledBatch: () => number;
	/** What could not be followed is read from the store when somebody asks. */
	onError: (error: unknown) => void;
}

export function createRollup({ store, config, book, settledBatch, onError }: RollupOptions) {
	const cache = createCellCache(store);
	const factRows = createFactRows({ store, config, tables: FACTS });
	const kept = createFactCache({ factRows, tables: FACTS, settledBatch, onError });
	const kinds = tablesOf(config);
	const byCells = new Map(
		Object.values(kinds).flatMap((tables) => tables.map((table) => [table.cells, table] as const))
	);
	book.onRolled(({ kind, city, day }) => {
		for (const { cells } of kinds[kind]) cache.forget(cells, city, day);
	});

	const owned = createOwnedFacts({ store, config, table: ARRIVED_CALLS });
	const judged = createJudgedCalls(store, config, onError);
	const open = createOpenCalls(store, onError);
	const followers = [kept, judged, open];
	/** When each city was last asked about, by the process's own clock. */
	const asked = new Map<number, number>();
	/** How often a kind of fact of a city was written to. */
	const touches = new Map<string, number>();
	book.onTouched(({ kind, city, day }) => {
		const key = `${city}|${kind}`;
		touches.set(key, (touches.get(key) ?? 0) + 1);
		kept.touch(kind, city, day);
		if (kind !== 'calls') return;
		owned.touch(city, day);
		judged.touch(city, day);
		open.touch(city, day);
	});

	return {
		/** Takes in what a settle step has written to these days, of cities that somebody looks at. */
		follow: (touched: readonly TouchedDay[]): Promise<void> =>
			follow(followers, factRows, touched, settledBatch),
		/** Forgets facts that are kept: rows were changed where they lie. */
		forgetFacts(): void {
			for (const memory of [kept, owned, judged]) memory.clear();
		},
		/** Calls that nobody has answered or ended as of an instant; null: to be read from the store. */
		openCalls: (city: string, now: number) => open.of(Number(cityCode(city)), now),
		/** A number that changes when facts of the kind are written. */
		touchesOf: (city: string, kind: DayKind) => touches.get(`${Number(city)}|${kind}`) ?? 0,
		/** Whether somebody asks about a city again and again. */
		isLookedAt: (city: number) => isFollowed({ askedAt: asked.get(city) ?? -Infinity }),
		/** The city's cells as of an instant; null where nothing is rolled up by these rules (yet). */
		async open(cityText: string, now: number): Promise<OpenCells | null> {
			if (!book.isReady) return null;
			const city = Number(cityCode(cityText));
			asked.set(city, performance.now());
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
		const held = new Map([...tables].map(([name, table]) => [name, ascendingDays(table)]));
		return {
			unusable: (kind, from) => unusable[kind].filter((day) => day >= dayOf(from)),
			within: (cells, spans, unusableDays, grain) =>
				rowsIn(held.get(cells)!, spans, byCells.get(cells)!, new Set(unusableDays), grain),
			owners(cells, spans, unusableDays) {
				const without = new Set(unusableDays);
				return daysIn(held.get(cells)!, spans, byCells.get(cells)!.isOwn)
					.filter(({ day, parts }) => !without.has(day) && parts.some(({ t }) => isIn(t, spans)))
					.map(({ day }) => day);
			},
			facts: (question) => kept.rows(city, question),
			ownedFacts: (parts, question) => owned.rows(city, parts, question),
			judged: (day, question) => judged.rows(city, day, question),
			list: (cells, spans) =>
				spans.length > 0 ? cache.list(city, byCells.get(cells)!, spans) : Promise.resolve()
		};
	}
}
export type Rollup = ReturnType<typeof createRollup>;

/** Touched and not rolled yet, rolled while we read, or with stages that lie after `now`. */
function unusableDays(
	unrolled: ReadonlySet<number>,
	tables: readonly CityTable[],
	now: number
): number[] {
	const days = new Set([...unrolled, ...tables.flatMap(({ stale }) => stale.days)]);
	for (const { matureAt, days: cells } of tables)
		if (matureAt > now)
			for (const [day, { parts }] of cells)
				if (parts.some((cell) => cell.matureAt > now)) days.add(day);
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

/** Null where nobody follows what is written: to be read from the store. */
export function openCalls(store: Store, city: string, now: number): Promise<OpenCall[] | null> {
	return rollups.get(store)?.openCalls(city, now) ?? Promise.resolve(null);
}

/** A number that changes when facts of the kind are written; null where nobody follows that. */
export function touchesOf(store: Store, city: string, kind: DayKind): number | null {
	return rollups.get(store)?.touchesOf(city, kind) ?? null;
}
