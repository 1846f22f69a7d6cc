/** Quantiles of waits by group: exact of few values, from a histogram of many. */
import quickselect from 'quickselect';
import { addToHistogram, bucketOf, histogramQuantile, newCounts } from './histogram.ts';
import { areShort, columnsOf, readRows, type Asked, type ReadRows } from './rows.ts';
import type { MergedRow, TimeRow } from './cell-cache.ts';
import type { CellTable } from './cell-table.ts';
import type { Span } from './spans.ts';
import { partEnd, partStart } from './parts-of-day.ts';
import { tally, type Tally } from './tally.ts';

/** Definitions, section 3: exact up to so many values. */
const MOST_EXACT = 10_000;

export type Quantiles = readonly [p50: number | null, p90: number | null];

export interface WaitColumns {
	/** The list of values, and the name of the histogram's two columns. */
	values: string;
	histogram: string;
	/** The counter of values. */
	n: string;
}

/** A day was rolled while its values were read: asking again helps. */
export class CellsMovedError extends Error {}

export function waitLists(facts: readonly Span[], columns: WaitColumns) {
	// Of many facts the values are not read before it is known which are wanted.
	return areShort(facts)
		? [columns.values]
		: [`${columns.histogram}_buckets`, `${columns.histogram}_counts`];
}

/** Quantiles of each tally that has values, in milliseconds. */
export async function waitQuantiles(
	asked: Asked,
	table: CellTable,
	read: ReadRows,
	tallies: ReadonlyMap<string, Tally>,
	columns: WaitColumns
): Promise<Map<string, Quantiles>> {
	const { counters } = columnsOf(table, asked.config);
	const index = counters.indexOf(columns.n);
	const wanted = [...tallies].filter(([, { sums }]) => sums[index]! > 0);
	const few = wanted.filter(([, { sums }]) => sums[index]! <= MOST_EXACT);
	await asked.cells?.list(table.cells, spansOf(unlisted(few, columns)));
	// Of a few facts the values came with them.
	const late = areShort(read.plan.facts) ? null : await lateFacts(asked, table, few, columns);
	const found = new Map<string, Quantiles>();
	for (const [key, { sums, rows }] of wanted)
		found.set(
			key,
			sums[index]! <= MOST_EXACT
				? exactQuantiles(cellsOf(late?.get(key)?.rows ?? rows), sums[index]!, columns)
				: sketchedQuantiles(rows, columns)
		);
	return found;
}

/** Cells whose values are not here yet. */
function unlisted(few: readonly (readonly [string, Tally])[], { values }: WaitColumns): TimeRow[] {
	const cells = new Set<TimeRow>();
	for (const [, { rows }] of few)
		for (const row of rows)
			for (const part of 'parts' in row ? (row as MergedRow).parts : [row])
				if (isCell(part) && !(values in part.lists)) cells.add(part);
	return [...cells];
}

/** The values of facts that were read without, for the groups that want them; null where none were. */
async function lateFacts(
	asked: Asked,
	table: CellTable,
	few: readonly (readonly [string, Tally])[],
	{ values }: WaitColumns
): Promise<Map<string, Tally> | null> {
	const lacking = few.filter(([, { rows }]) =>
		cellsOf(rows).some((row) => !(values in row.lists) && !isCell(row))
	);
	if (lacking.length === 0) return null;
	const { rows } = await readRows(asked, table, [values]);
	await asked.cells?.list(table.cells, spansOf(cellsOf(rows).filter(isCell)));
	return tally(rows, asked.question, table.kind === 'sessions' ? 'online' : 'phone');
}

/** Long lists lie with a day's parts. */
const cellsOf = (rows: readonly TimeRow[]): readonly TimeRow[] =>
	rows.flatMap<TimeRow>((row) => ('parts' in row ? (row as MergedRow).parts : row));
const isCell = (row: TimeRow) => 'matureAt' in row;
const spansOf = (rows: readonly TimeRow[]) =>
	rows.map(({ t }) => ({ from: partStart(t), to: partEnd(t) }));

function exactQuantiles(rows: readonly TimeRow[], n: number, { values }: WaitColumns): Quantiles {
	const all = new Array<number>(n);
	let filled = 0;
	for (const { lists } of rows)
		for (const value of (lists[values] ?? []) as number[]) {
			if (filled < n) all[filled] = value;
			filled++;
		}
	if (filled !== n) throw new CellsMovedError(`${filled} values of ${n}`);
	const p90 = selected(all, 0.9, n - 1);
	return [selected(all, 0.5, Math.ceil((n - 1) * 0.9)), p90];
}

/** Type 7 quantile. What lies up to `last` is at most what lies beyond; the order within changes. */
function selected(all: number[], p: number, last: number): number {
	const place = (all.length - 1) * p;
	const [lower, upper] = [Math.floor(place), Math.ceil(place)];
	quickselect(all, upper, 0, last);
	if (lower < upper) quickselect(all, lower, 0, upper);
	return all[lower]! + (all[upper]! - all[lower]!) * (place - lower);
}

function sketchedQuantiles(
	rows: readonly TimeRow[],
	{ values, histogram }: WaitColumns
): Quantiles {
	const counts = newCounts();
	for (const { lists } of rows) {
		const buckets = lists[`${histogram}_buckets`] as number[] | undefined;
		const each = lists[`${histogram}_counts`] as number[] | undefined;
		if (buckets && each)
			for (let i = 0; i < buckets.length; i++) addToHistogram(counts, buckets[i]!, each[i]!);
		else for (const value of lists[values] as number[]) addToHistogram(counts, bucketOf(value), 1);
	}
	return [histogramQuantile(counts, 0.5), histogramQuantile(counts, 0.9)];
}
