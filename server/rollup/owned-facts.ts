/**
 * Facts of a part of the day that days own which cells stand for, by a time that is not the one that
 * owns them: read once, until one of these days is written to.
 */
import type { MeasureConfig } from '../measures/question.ts';
import { int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import type { TimeRow } from './cell-cache.ts';
import { END_OF_TIME, type CellTable } from './cell-table.ts';
import { partEnd, partStart, spanOfDay } from './parts-of-day.ts';
import { Pieces, type PieceQuestion } from './pieces.ts';
import { inSpans, union } from './spans.ts';

/** More are added up in the store. */
const MOST_READ = 20_000;
/** Of all cities; beyond, everything goes. */
const MOST_KEPT = 100_000;

/** A part by where it begins, and the days that own its facts. */
export interface OwnedPart {
	start: number;
	owners: readonly number[];
}

interface Kept extends OwnedPart {
	pieces: Pieces;
}

export interface OwnedFactsOptions {
	store: Store;
	config: MeasureConfig;
	/** It has no lists. */
	table: CellTable;
}

export function createOwnedFacts({ store, config, table }: OwnedFactsOptions) {
	const counters = Object.entries(table.counters(END_OF_TIME, config));
	const cities = new Map<number, Map<string, Kept>>();
	/** Raised when a city is written to: what was read before must not be kept. */
	const touches = new Map<number, number>();
	let kept = 0;

	const keyOf = ({ start, owners }: OwnedPart) => `${start}|${owners.join(' ')}`;

	/** Null where there are too many. */
	async function read(city: number, parts: readonly OwnedPart[]): Promise<Kept[] | null> {
		const days = [...new Set(parts.flatMap(({ owners }) => owners))];
		const rows = await store.read<Record<string, unknown>>(`
SELECT ${table.id} AS key, ${table.time} AS t, ${table.matureAt} AS mature_at, ${counters.map(([name, sql]) => `${sql} AS ${name}`).join(', ')}
FROM ${table.facts} FINAL
WHERE city = ${int(city)} AND ${inSpans(table.anchor, union(days.map(spanOfDay)))}
	AND ${inSpans(
		table.time,
		parts.map(({ start }) => ({ from: start, to: partEnd(start) }))
	)}
LIMIT ${int(MOST_READ + 1)}`);
		if (rows.length > MOST_READ) return null;
		const found = new Map(parts.map((part) => [part.start, { ...part, pieces: new Pieces() }]));
		for (const row of rows)
			found.get(partStart(row.t as number))!.pieces.put(row.key as string, {
				matureAt: row.mature_at as number,
				row: {
					t: row.t as number,
					counters: counters.map(([name]) => Number(row[name])),
					lists: {}
				}
			});
		kept += rows.length;
		return [...found.values()];
	}

	return {
		/** A day of a city was written to. */
		touch(city: number, day: number): void {
			touches.set(city, (touches.get(city) ?? 0) + 1);
			const own = cities.get(city);
			for (const [key, { owners }] of own ?? []) if (owners.includes(day)) own!.delete(key);
		},
		clear(): void {
			cities.clear();
			kept = 0;
		},
		/** Rows of the parts; null where they must be added up in the store. */
		async rows(
			city: number,
			parts: readonly OwnedPart[],
			question: PieceQuestion
		): Promise<TimeRow[] | null> {
			if (kept > MOST_KEPT) this.clear();
			const own = cities.get(city) ?? new Map<string, Kept>();
			cities.set(city, own);
			// Held from here on: a touch meanwhile takes them off the shelf, not from us.
			const at = new Map(parts.map((part) => [part.start, own.get(keyOf(part))]));
			const missing = parts.filter(({ start }) => !at.get(start));
			const seen = touches.get(city);
			const found = missing.length > 0 ? await read(city, missing) : [];
			if (!found) return null;
			for (const part of found) {
				at.set(part.start, part);
				if (touches.get(city) === seen) own.set(keyOf(part), part);
			}
			const rows = [...at.values()].map((part) => part!.pieces.rows(question));
			return rows.includes(null) ? null : rows.flatMap((found) => found!);
		}
	};
}
