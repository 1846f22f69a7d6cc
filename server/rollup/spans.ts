/** Which stretches of time are read from the rollup and which from the facts. */
import { int } from '../store/literal.ts';
import { dayOf, dayStart, partEnd, partStart, partStartSql } from './parts-of-day.ts';

/** Half-open, in epoch milliseconds. */
export interface Span {
	from: number;
	to: number;
}

/** Both disjoint and ascending; together they are the whole. */
export interface Plan {
	/** Whole parts of the day. */
	cells: Span[];
	facts: Span[];
}

/**
 * A part of the day is read from its cell unless a cut falls inside it or its day is unusable. The
 * ends of `whole` are cuts.
 */
export function planSpans(whole: Span, cuts: readonly number[], unusableDays: readonly number[]) {
	const cut = [whole.from, whole.to, ...cuts]
		.filter((at) => at >= whole.from && at <= whole.to && partStart(at) !== at)
		.map((at) => ({ from: partStart(at), to: partEnd(at) }));
	const days = unusableDays.map((day) => ({ from: dayStart(day), to: dayStart(day + 1) }));
	const facts = union([...cut, ...days]);
	return { cells: without(whole, facts), facts: within(whole, facts) } satisfies Plan;
}

/** Everything from the facts. */
export function factsAlone(whole: Span): Plan {
	return { cells: [], facts: [whole] };
}

/** From the first of the spans to the end of the last. */
export function wholeOf(spans: readonly Span[]): Span {
	return {
		from: Math.min(...spans.map(({ from }) => from)),
		to: Math.max(...spans.map(({ to }) => to))
	};
}

/** The same instants as ascending disjoint spans. */
export function union(spans: readonly Span[]): Span[] {
	const merged: Span[] = [];
	for (const span of [...spans].sort((a, b) => a.from - b.from)) {
		const last = merged.at(-1);
		if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
		else merged.push({ ...span });
	}
	return merged;
}

/** The parts of ascending spans that lie in the whole. */
export function within(whole: Span, spans: readonly Span[]): Span[] {
	return spans
		.map(({ from, to }) => ({ from: Math.max(from, whole.from), to: Math.min(to, whole.to) }))
		.filter(({ from, to }) => from < to);
}

/** What of the whole ascending disjoint spans leave over. */
export function without(whole: Span, spans: readonly Span[]): Span[] {
	const starts = [whole.from, ...spans.map(({ to }) => to)];
	const ends = [...spans.map(({ from }) => from), whole.to];
	return within(
		whole,
		starts.map((from, i) => ({ from, to: ends[i]! }))
	);
}

/**
 * SQL of where the stretch begins that holds the instant in `time`: no cut and no part of the day
 * begins inside a stretch, so nothing that is asked tells its facts apart.
 */
export function stretchSql(time: string, cuts: readonly number[]): string {
	const ascending = [...new Set(cuts)].sort((a, b) => a - b);
	return `greatest(${partStartSql(time)}, roundDown(${time}, CAST([${ascending.map(int).join(', ')}], 'Array(Int64)')))`;
}

/** More alternatives than this and the engine takes longer to look for ranges of its index than to read. */
const MOST_ALTERNATIVES = 8;

/** SQL condition: the instant lies in one of the spans. */
export function inSpans(time: string, spans: readonly Span[]): string {
	const merged = union(spans.filter(({ from, to }) => from < to));
	const [first, last] = [merged[0], merged.at(-1)];
	if (!first || !last) return 'false';
	if (merged.length <= MOST_ALTERNATIVES)
		return `(${merged.map((span) => inSpan(time, span)).join(' OR ')})`;
	const starts = merged.map(({ from }) => int(from));
	const bounds = merged.flatMap(({ from, to }) => [int(from), int(to)]);
	const before = `roundDown(${time}, CAST([${bounds.join(', ')}], 'Array(Int64)'))`;
	return `(${inSpan(time, { from: first.from, to: last.to })} AND has([${starts.join(', ')}], ${before}))`;
}

const inSpan = (time: string, { from, to }: Span) =>
	`(${time} >= ${int(from)} AND ${time} < ${int(to)})`;

/** The days that spans touch, ascending. */
export function daysOf(spans: readonly Span[]): number[] {
	return spans.flatMap(({ from, to }) =>
		Array.from({ length: dayOf(to - 1) - dayOf(from) + 1 }, (_, i) => dayOf(from) + i)
	);
}
