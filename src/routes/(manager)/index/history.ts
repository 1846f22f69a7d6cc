/** What the chart of the history draws. Pure. */
import type { Estimate } from '$lib/charts/context.ts';
import type { HistoryAnswer } from '$lib/contract/history.ts';
import {
	beijingMidnight,
	DAY_MS,
	formatInstant,
	HOUR_MS,
	MINUTE_MS,
	stepStart
} from '$lib/contract/instant.ts';

/** The index with `likely`; a gap of more than two days, or an hour of minutes, is left open. */
export function estimatesOf({ points, step }: HistoryAnswer): Estimate[] {
	const longest = step === 'minute' ? HOUR_MS : 2 * DAY_MS;
	const rows: Estimate[] = [];
	for (const { as_of, index } of points) {
		const x = Date.parse(as_of);
		const before = rows.at(-1);
		if (before && x - before.x > longest)
			rows.push({ x: before.x + 1, value: null, low: null, high: null, thin: false });
		rows.push({ x, value: index.point, ...index.likely, thin: false });
	}
	return rows;
}

/** Those that no line reaches. */
export function aloneOf(rows: readonly Estimate[]): Estimate[] {
	const isDrawn = (row: Estimate | undefined) => row !== undefined && row.value !== null;
	return rows.filter((row, i) => isDrawn(row) && !isDrawn(rows[i - 1]) && !isDrawn(rows[i + 1]));
}

/** Least time that the axis spans. */
const SHORTEST_MS = 10 * MINUTE_MS;

/** What the axis spans: the period asked for, from where anything was shown. */
export function periodOf({ from, to, points }: HistoryAnswer): [from: number, to: number] {
	const end = Date.parse(to);
	const first = points[0] ? Date.parse(points[0].as_of) : -Infinity;
	return [Math.max(Date.parse(from), Math.min(first, end - SHORTEST_MS)), end];
}

/** Whole fives around everything drawn. */
export function yDomain(rows: readonly Estimate[]): [low: number, high: number] {
	const values = rows.flatMap(({ low, high }) => [low, high]).filter((value) => value !== null);
	if (values.length === 0) return [0, 100];
	return [
		Math.max(0, Math.floor((Math.min(...values) - 1) / 5) * 5),
		Math.min(100, Math.ceil((Math.max(...values) + 1) / 5) * 5)
	];
}

const STEPS = [
	2 * MINUTE_MS,
	5 * MINUTE_MS,
	HOUR_MS / 6,
	HOUR_MS / 2,
	HOUR_MS,
	3 * HOUR_MS,
	6 * HOUR_MS,
	DAY_MS
];

/** Round Beijing times on the axis, at most so many. */
export function ticksOf(
	[from, to]: readonly [number, number],
	most: number
): { at: number[]; label: (tick: number) => string } {
	const step =
		STEPS.find((each) => (to - from) / each <= most) ??
		Math.ceil((to - from) / DAY_MS / most) * DAY_MS;
	const first = stepStart(from, Math.min(step, DAY_MS)) + Math.min(step, DAY_MS);
	const at: number[] = [];
	for (let tick = first; tick < to; tick += step) at.push(tick);
	return {
		at,
		label: (tick) =>
			step < DAY_MS && tick !== beijingMidnight(tick)
				? formatInstant(tick).slice(11, 16)
				: formatInstant(tick).slice(5, 10)
	};
}
