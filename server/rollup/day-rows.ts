/** Rows of days that cells stand for: a whole day as one where nothing divides it, else its parts. */
import type { CachedCell, CityTable, DayCells, DayRow, TimeRow } from './cell-cache.ts';
import { withOneHistogram } from './histogram.ts';
import { dayOf, spanOfDay } from './parts-of-day.ts';
import { wholeOf, type Span } from './spans.ts';

/** Where whole days will not do. */
export interface Grain {
	fine: readonly Span[];
	cuts: readonly number[];
}

export function ascendingDays(table: CityTable): readonly DayCells[] {
	table.ascending ??= [...table.days.values()].sort((a, b) => a.day - b.day);
	return table.ascending;
}

/** Days that may hold cells in the spans: their own, or any later one where another time owns them. */
export function daysIn(
	ascending: readonly DayCells[],
	spans: readonly Span[],
	isOwn: boolean
): readonly DayCells[] {
	const { from, to } = wholeOf(spans);
	if (from >= to) return [];
	const first = firstFrom(ascending, dayOf(from));
	return ascending.slice(first, isOwn ? firstFrom(ascending, dayOf(to - 1) + 1) : undefined);
}

/** Index of the first of the day or later. */
function firstFrom(ascending: readonly DayCells[], day: number): number {
	let [low, high] = [0, ascending.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (ascending[middle]!.day < day) low = middle + 1;
		else high = middle;
	}
	return low;
}

export const isIn = (t: number, spans: readonly Span[]) =>
	spans.some(({ from, to }) => t >= from && t < to);

/** A day's cells in the spans: one row where it lies in them whole and nothing divides it. */
export function addRows(
	rows: TimeRow[],
	one: DayCells,
	spans: readonly Span[],
	grain?: Grain
): void {
	const whole = spanOfDay(one.day);
	const isWhole =
		grain &&
		one.parts[0]!.t >= whole.from &&
		spans.some(({ from, to }) => from <= whole.from && to >= whole.to) &&
		!grain.fine.some(({ from, to }) => from < whole.to && to > whole.from) &&
		!grain.cuts.some((cut) => cut > whole.from && cut < whole.to);
	if (isWhole) rows.push((one.sum ??= sumOf(one.parts)));
	else for (const cell of one.parts) if (isIn(cell.t, spans)) rows.push(cell);
}

function sumOf(parts: readonly CachedCell[]): DayRow {
	const [first] = parts as [CachedCell, ...CachedCell[]];
	const counters = first.counters.map(() => 0);
	for (const part of parts)
		for (let i = 0; i < counters.length; i++) counters[i]! += part.counters[i]!;
	const lists = Object.fromEntries(
		Object.keys(first.lists).map((name) => [name, parts.flatMap((part) => part.lists[name] ?? [])])
	);
	return { t: first.t, counters, lists: withOneHistogram(lists), parts };
}
