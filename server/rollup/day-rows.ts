/**
 * Rows of days that cells stand for. Whole days side by side that nothing tells apart are one row, or,
 * where slots do, one row for each part of the day; such rows are kept for the next question, which cuts
 * elsewhere today and hardly ever elsewhere last year.
 */
import { beijingTimeOfDay } from '#contract/instant';
import { groupBy } from '../../src/lib/group-by.ts';
import type {
	CachedCell,
	CachedColumns,
	CityTable,
	DayCells,
	MergedRow,
	TimeRow
} from './cell-cache.ts';
import { withOneHistogram } from './histogram.ts';
import { dayOf, dayStart, spanOfDay } from './parts-of-day.ts';
import { daysOf, wholeOf, type Span } from './spans.ts';

/** What tells days and their parts apart. */
export interface Grain {
	/** Slots are asked for here. */
	slots: readonly Span[];
	/** Each part of these days is wanted by itself. */
	divided: readonly Span[];
	cuts: readonly number[];
}

type Together = 'days' | 'slots';

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

/** Kept rows of a table, as long as none of its days changes. */
const kept = new WeakMap<readonly DayCells[], Map<string, readonly TimeRow[]>>();
/** Of a table; beyond, all go: windows that end anywhere leave one each. */
const MOST_RUNS = 64;

/**
 * Cells of the spans, but of days that must not be used. `ascending` are all days of the table. Without
 * a grain each part by itself.
 */
export function rowsIn(
	ascending: readonly DayCells[],
	spans: readonly Span[],
	columns: CachedColumns,
	unusable: ReadonlySet<number>,
	grain?: Grain
): TimeRow[] {
	const rows: TimeRow[] = [];
	const { togetherOf, bounds } = grain ? wholeDays(spans, grain) : PARTS;
	let segment = 0;
	let run: { how: Together; days: DayCells[] } | null = null;
	function endRun(): void {
		if (run) rows.push(...rowsOfRun(ascending, columns, run.days, run.how));
		run = null;
	}
	for (const one of daysIn(ascending, spans, columns.isOwn)) {
		const how = unusable.has(one.day) ? null : togetherOf(one);
		const before = segment;
		while (segment < bounds.length && bounds[segment]! <= one.day) segment++;
		if (run && (run.how !== how || segment !== before)) endRun();
		if (how) (run ??= { how, days: [] }).days.push(one);
		else if (!unusable.has(one.day))
			for (const cell of one.parts) if (isIn(cell.t, spans)) rows.push(cell);
	}
	endRun();
	return rows;
}

interface Joints {
	/** How a day may go together with its neighbours; null where it is in the spans in part, or divided. */
	togetherOf: (one: DayCells) => Together | null;
	/** Days that do not go together with those before them, whether or not they have cells; ascending. */
	bounds: readonly number[];
}

const PARTS: Joints = { togetherOf: () => null, bounds: [] };

function wholeDays(spans: readonly Span[], { slots, divided, cuts }: Grain): Joints {
	const inside = cuts.filter((cut) => cut !== dayStart(dayOf(cut)));
	const apart = new Set([...daysOf(divided), ...inside.map(dayOf)]);
	const bounds = [...cuts.map(dayOf), ...[...apart].flatMap((day) => [day, day + 1])];
	return {
		bounds: bounds.sort((a, b) => a - b),
		togetherOf({ day, parts }) {
			const whole = spanOfDay(day);
			const isWhole =
				!apart.has(day) &&
				parts[0]!.t >= whole.from &&
				spans.some(({ from, to }) => from <= whole.from && to >= whole.to);
			if (!isWhole) return null;
			return slots.some(({ from, to }) => from < whole.to && to > whole.from) ? 'slots' : 'days';
		}
	};
}

function rowsOfRun(
	ascending: readonly DayCells[],
	{ lists }: CachedColumns,
	days: readonly DayCells[],
	how: Together
): readonly TimeRow[] {
	const runs = kept.get(ascending) ?? new Map<string, readonly TimeRow[]>();
	kept.set(ascending, runs);
	const key = `${how} ${days[0]!.day} ${days.at(-1)!.day}`;
	const known = runs.get(key);
	if (known) return known;
	const parts = days.flatMap((day) => day.parts);
	const groups =
		how === 'days' ? [parts] : [...groupBy(parts, ({ t }) => beijingTimeOfDay(t)).values()];
	const rows = groups.map((group) => sumOf(group, lists));
	if (runs.size >= MOST_RUNS) runs.clear();
	runs.set(key, rows);
	return rows;
}

/** Long lists stay with the parts. */
function sumOf(parts: readonly CachedCell[], names: readonly string[]): MergedRow {
	const [first] = parts as [CachedCell, ...CachedCell[]];
	const counters = first.counters.map(() => 0);
	for (const part of parts)
		for (let i = 0; i < counters.length; i++) counters[i]! += part.counters[i]!;
	const lists = Object.fromEntries(
		names.map((name) => [name, parts.flatMap((part) => part.lists[name]!)])
	);
	return { t: first.t, counters, lists: withOneHistogram(lists), parts };
}
