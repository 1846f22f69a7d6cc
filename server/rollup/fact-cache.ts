/**
 * Facts that no cell stands for (today's, and those of a part of the day that a window cuts), as the
 * store holds them: read once by part of the day, and after that only what was written since. Of cities
 * that somebody looks at, what a settle step writes is taken in as it is written.
 */
import { createLane, type Lane } from '../lane.ts';
import type { TimeRow } from './cell-cache.ts';
import { MOST_READ, type FactRow, type FactRows } from './fact-rows.ts';
import { isFollowed, type Follower, type Step } from './follow.ts';
import type { CellTable, DayKind } from './cell-table.ts';
import { dayOf, partEnd, partStart } from './parts-of-day.ts';
import { Pieces, type PieceQuestion, type TimedFact } from './pieces.ts';
import type { Span } from './spans.ts';
import { StaleDays, type Marks } from './stale-days.ts';

/** Of all cities together; the parts that were asked for longest ago go first. */
const MOST_KEPT = 250_000;
/** An empty part takes room too: as much as so many facts. */
const PART_WEIGHT = 8;

interface Fact {
	version: number;
	/** As each of the kind's tables counts it, at that table's time. */
	timed: readonly TimedFact[];
}

interface Part {
	facts: Map<string, Fact>;
	/** Of each table. */
	pieces: readonly Pieces[];
	/** Everything up to this batch is here. */
	batch: number;
	/** Too many facts to be kept. */
	isHeavy: boolean;
	askedAt: number;
}

/** What a city holds of a kind. */
interface Shelf {
	parts: Map<number, Part>;
	stale: StaleDays;
	/** One reading at a time. */
	inTurn: Lane;
	/** Whether it is followed: no figure depends on it. */
	askedAt: number;
}

/** What was asked for: rows of what is kept, and the spans of anchors that must be read from the store. */
export interface KeptRows {
	rows: TimeRow[];
	rest: Span[];
}

export interface FactQuestion extends PieceQuestion {
	table: CellTable;
	/** Whole parts by the anchor of the facts. */
	parts: readonly number[];
}

export interface FactCacheOptions {
	factRows: FactRows;
	/** Tables of each kind, which have their facts and their anchor in common. */
	tables: Partial<Record<DayKind, readonly CellTable[]>>;
	/** Everything up to this batch can be read. */
	settledBatch: () => number;
	onError: (error: unknown) => void;
}

export interface FactCache extends Follower {
	/** A day of a city was written to. */
	touch(kind: DayKind, city: number, day: number): void;
	/** Forgets everything: rows were changed that no version tells of. */
	clear(): void;
	rows(city: number, question: FactQuestion): Promise<KeptRows>;
}

export function createFactCache(options: FactCacheOptions): FactCache {
	const { factRows, tables, settledBatch, onError } = options;
	const shelves = new Map<string, Shelf>();
	let turn = 0;
	let kept = 0;

	function shelfOf(city: number, kind: DayKind): Shelf {
		const key = `${city}|${kind}`;
		let shelf = shelves.get(key);
		if (!shelf) {
			shelf = {
				parts: new Map(),
				stale: new StaleDays(),
				inTurn: createLane(),
				askedAt: -Infinity
			};
			shelves.set(key, shelf);
		}
		return shelf;
	}

	function put(part: Part, kind: DayKind, row: FactRow): void {
		const { key, of_version: version } = row;
		const before = part.facts.get(key);
		if (before && before.version > version) return;
		if (before) remove(part, key, before);
		if (row.is_deleted === 1) return;
		const timed = factRows.timed(kind, row);
		part.facts.set(key, { version, timed });
		kept++;
		timed.forEach((fact, index) => part.pieces[index]!.put(key, fact));
	}

	function remove(part: Part, key: string, { timed }: Fact): void {
		part.facts.delete(key);
		kept--;
		timed.forEach((fact, index) => part.pieces[index]!.remove(key, fact));
	}

	function newPart(kind: DayKind, batch: number): Part {
		const pieces = tables[kind]!.map(() => new Pieces());
		kept += PART_WEIGHT;
		return { facts: new Map(), pieces, batch, isHeavy: false, askedAt: turn };
	}

	/** Reads parts that are not here. Of too many facts each part by itself, and one of too many not at all. */
	async function load(city: number, kind: DayKind, shelf: Shelf, starts: number[]): Promise<void> {
		if (starts.length === 0) return;
		const batch = settledBatch();
		const rows = await factRows.standing(kind, city, starts.map(spanOfPart));
		if (rows.length > MOST_READ && starts.length > 1) {
			for (const start of starts) await load(city, kind, shelf, [start]);
			return;
		}
		for (const start of starts) shelf.parts.set(start, newPart(kind, batch));
		if (rows.length > MOST_READ) shelf.parts.get(starts[0]!)!.isHeavy = true;
		else for (const row of rows) put(shelf.parts.get(partStart(row.placed))!, kind, row);
	}

	/** Brings in what was written to these days' parts that are here. */
	async function renew(
		city: number,
		kind: DayKind,
		shelf: Shelf,
		days: ReadonlySet<number>
	): Promise<void> {
		const reading = shelf.stale.reading((day) => days.has(day));
		const stale = new Set(reading.days);
		const starts = [...shelf.parts]
			.filter(([start, { isHeavy }]) => !isHeavy && stale.has(dayOf(start)))
			.map(([start]) => start);
		if (starts.length > 0) {
			const batch = settledBatch();
			const after = Math.min(...starts.map((start) => shelf.parts.get(start)!.batch));
			const rows = await factRows.since(kind, city, starts.map(spanOfPart), after);
			if (rows.length > MOST_READ) for (const start of starts) drop(shelf, start);
			else {
				rows.sort((a, b) => a.of_version - b.of_version);
				for (const row of rows) put(shelf.parts.get(partStart(row.placed))!, kind, row);
				for (const start of starts) shelf.parts.get(start)!.batch = batch;
			}
		}
		reading.done();
	}

	/** While nobody reads the shelf. */
	function bring(shelf: Shelf, { kind, after, rows }: Step, marks: Marks): void {
		// Where more is missing it is read from the store when somebody asks.
		const current = shelf.stale.take(marks);
		for (const row of rows) {
			const part = shelf.parts.get(partStart(row.placed));
			if (part && !part.isHeavy && current.has(dayOf(row.placed))) put(part, kind, row);
		}
		for (const [start, part] of shelf.parts)
			if (current.has(dayOf(start))) part.batch = Math.max(part.batch, after);
	}

	function drop(shelf: Shelf, start: number): void {
		kept -= shelf.parts.get(start)!.facts.size + PART_WEIGHT;
		shelf.parts.delete(start);
	}

	function dropOldest(): void {
		if (kept <= MOST_KEPT) return;
		const all = [...shelves.values()].flatMap((shelf) =>
			[...shelf.parts].map(([start, { askedAt }]) => ({ shelf, start, askedAt }))
		);
		for (const { shelf, start } of all.sort((a, b) => a.askedAt - b.askedAt)) {
			if (kept <= 0.8 * MOST_KEPT) return;
			drop(shelf, start);
		}
	}

	return {
		touch(kind, city, day) {
			shelves.get(`${city}|${kind}`)?.stale.touch(day);
		},
		follows(kind, { city, day }) {
			const shelf = shelves.get(`${city}|${kind}`);
			if (!shelf || !isFollowed(shelf)) return false;
			return [...shelf.parts.keys()].some((start) => dayOf(start) === day);
		},
		bring(step) {
			const shelf = shelves.get(`${step.city}|${step.kind}`);
			if (!shelf) return;
			const marks = shelf.stale.marks(step.days);
			void shelf.inTurn(() => bring(shelf, step, marks)).catch(onError);
		},
		clear() {
			shelves.clear();
			kept = 0;
		},
		async rows(city, question) {
			const { table, parts } = question;
			const index = tables[table.kind]?.indexOf(table) ?? -1;
			if (parts.length === 0) return { rows: [], rest: [] };
			const shelf = shelfOf(city, table.kind);
			shelf.askedAt = performance.now();
			return shelf.inTurn(async () => {
				turn++;
				await renew(city, table.kind, shelf, new Set(parts.map(dayOf)));
				const missing = parts.filter((start) => !shelf.parts.has(start));
				await load(city, table.kind, shelf, missing);
				const found: KeptRows = { rows: [], rest: [] };
				for (const start of parts) {
					const part = shelf.parts.get(start)!;
					part.askedAt = turn;
					const rows = part.isHeavy ? null : part.pieces[index]!.rows(question);
					if (rows) found.rows.push(...rows);
					else found.rest.push(spanOfPart(start));
				}
				dropOldest();
				return found;
			});
		}
	};
}

const spanOfPart = (start: number): Span => ({ from: start, to: partEnd(start) });
/** Where the parts of the day begin that spans touch, ascending. */
export function partsOf(spans: readonly Span[]): number[] {
	const starts = new Set<number>();
	for (const { from, to } of spans)
		for (let at = partStart(from); at < to; at = partEnd(at)) starts.add(at);
	return [...starts].sort((a, b) => a - b);
}
