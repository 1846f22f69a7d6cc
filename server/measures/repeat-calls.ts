/**
 * Answered calls whose caller did, or did not, ask for a person again within the repeat days. Calls
 * that are too young to judge come from the cells of calls, those that are old enough from cells of
 * their own, and what neither holds from the facts.
 */
import { DAY_MS } from '#contract/instant';
import type { TimeRow } from '../rollup/cell-cache.ts';
import { dayOf, partEnd, partStart, spanOfDay } from '../rollup/parts-of-day.ts';
import { areShort, cutsOf, grainOf, laneOf, type Asked, type ReadRows } from '../rollup/rows.ts';
import {
	daysOf,
	inSpans,
	planSpans,
	stretchSql,
	wholeOf,
	within,
	without,
	type Span
} from '../rollup/spans.ts';
import { cityCode, int } from '../store/literal.ts';
import type { MeasureConfig, Question } from './question.ts';

/** Calls old enough to judge, those of them without a repeat, and those not old enough yet. */
export const REPEAT_COUNTERS = ['judged', 'not_repeated', 'maturing'] as const;

const CELLS = 'repeat_cells';

/** Where the first part of the day begins all of whose calls are too young to judge. */
function firstYoung({ question, config }: Asked): number {
	// A call that asked for a person after this is answered after it, and too young.
	const cutOff = question.now - config.repeatDays * DAY_MS;
	return partStart(cutOff) > cutOff ? partStart(cutOff) : partEnd(cutOff);
}

/** Days of which the rows of calls must be parts of the day, to tell the young from the old. */
export function dividedDays(asked: Asked): Span[] {
	const days = asked.cells?.unusable('repeats', wholeOf(asked.question.windows).from) ?? [];
	return [...days, dayOf(firstYoung(asked))].map(spanOfDay);
}

/** `calls` are the question's rows of calls by `queued_at`, with the counter of those with a caller. */
export async function repeatRows(
	asked: Asked,
	calls: ReadRows,
	withCaller: number
): Promise<TimeRow[]> {
	const { question, cells } = asked;
	const whole = wholeOf(question.windows);
	const young = firstYoung(asked);
	const tooYoung = calls.rows
		.filter(({ t }) => t >= young)
		.map(({ t, counters }) => row(t, 0, 0, counters[withCaller]!));
	const old = planOld(
		{ from: whole.from, to: Math.min(whole.to, young) },
		question,
		cells?.unusable('repeats', whole.from) ?? null
	);
	const rows = cells?.within(CELLS, old.cells, [], grainOf(question)) ?? [];
	const edges = cells?.within(CELLS, old.edges.map(wholeParts), []) ?? [];
	const isLong = !cells || !areShort(old.facts);
	const days = isLong ? [] : daysOf(old.facts);
	const judged = await Promise.all(
		days.map(async (day) => {
			const spans = within(spanOfDay(day), old.facts);
			return {
				spans,
				rows: await cells!.judged(day, { spans, cuts: cutsOf(question), now: question.now })
			};
		})
	);
	const kept = judged.filter(({ rows }) => rows !== null);
	const ofKept = calls.rows.filter(({ t }) =>
		kept.some(({ spans }) => spans.some(({ from, to }) => t >= from && t < to))
	);
	const rest = isLong
		? old.facts
		: judged.filter(({ rows }) => !rows).flatMap(({ spans }) => spans);
	const [facts] = await Promise.all([
		rest.length > 0 ? repeatFacts(asked, rest) : [],
		cells?.list(CELLS, old.edges)
	]);
	return [
		...tooYoung,
		// All with a caller mature, less those that are judged.
		...ofKept.map(({ t, counters }) => row(t, 0, 0, counters[withCaller]!)),
		...kept.flatMap(({ rows }) => rows!),
		...rows.map(({ t, counters }) => row(t, counters[0]!, counters[1]!, 0)),
		...edges.flatMap((edge) => edgeRows(edge, old.edges)),
		...facts
	];
}

const row = (t: number, judged: number, notRepeated: number, maturing: number): TimeRow => ({
	t,
	counters: [judged, notRepeated, maturing],
	lists: {}
});

const wholeParts = ({ from, to }: Span): Span => ({ from: partStart(from), to });

/** Whole cells, cells that a cut goes through (they know each call's time), and days without cells. */
function planOld(
	span: Span,
	question: Question,
	unusable: readonly number[] | null
): { cells: Span[]; edges: Span[]; facts: Span[] } {
	if (span.from >= span.to) return { cells: [], edges: [], facts: [] };
	if (!unusable) return { cells: [], edges: [], facts: [span] };
	const facts = within(span, unusable.map(spanOfDay));
	const cells = planSpans(span, cutsOf(question), unusable).cells;
	const edges = without(span, facts).flatMap((usable) => without(usable, within(usable, cells)));
	return { cells, edges, facts };
}

/** The calls of a cell that lie in the spans, each by itself. */
function edgeRows({ t, lists }: TimeRow, spans: readonly Span[]): TimeRow[] {
	const of = (name: string, notRepeated: 0 | 1) =>
		((lists[name] ?? []) as number[])
			.map((offset) => t + offset)
			.filter((at) => spans.some(({ from, to }) => at >= from && at < to))
			.map((at) => row(at, 1, notRepeated, 0));
	return [...of('repeated_offsets', 0), ...of('not_repeated_offsets', 1)];
}

/** From the facts of some spans of `placed_at`, as of `now`. */
async function repeatFacts(
	{ store, question, config }: Asked,
	spans: readonly Span[]
): Promise<TimeRow[]> {
	const city = `city = ${cityCode(question.city)}`;
	const first = Math.min(...spans.map(({ from }) => from));
	const judged = judgedSql(
		`${city} AND ${inSpans('placed_at', spans)}`,
		`${city} AND placed_at >= ${int(first)}`,
		question.now,
		config
	);
	const rows = await laneOf(
		store,
		spans
	)<{ stretch: number; counters: number[] }>(`
SELECT ${stretchSql('t', cutsOf(question))} AS stretch,
	[${REPEAT_COUNTERS.map((name) => `toFloat64(sum(${name}))`).join(', ')}] AS counters
FROM (${judged})
GROUP BY stretch`);
	return rows.map(({ stretch, counters }) => ({ t: stretch, counters, lists: {} }));
}

/** Calls of `these` with a caller, judged by those of `others`; both are conditions on `calls`. */
export function judgedSql(
	these: string,
	others: string,
	now: number,
	{ repeatDays }: MeasureConfig
): string {
	const span = int(repeatDays * DAY_MS);
	return `
	SELECT
		first.city AS city,
		first.t AS t,
		first.answered + ${span} AS mature_at,
		mature_at <= ${int(now)} AS judged,
		mature_at <= ${int(now)} AND (next.queued = 0 OR next.queued > first.answered + ${span}) AS not_repeated,
		mature_at > ${int(now)} AS maturing,
		first.caller AS caller,
		concat(toString(next.queued), ' ', next.id) AS next_key
	FROM
	(
		SELECT city, caller, placed_at AS t, assumeNotNull(answered_at) AS answered
		FROM calls FINAL
		WHERE ${these} AND placed_at <= ${int(now)} AND queued_at IS NOT NULL AND answered_at <= ${int(now)} AND caller != ''
	) AS first
	-- A call never repeats itself: it queues no later than it is answered.
	ASOF LEFT JOIN
	(
		SELECT city, caller, placed_at AS queued, call_id AS id
		FROM calls FINAL
		WHERE ${others} AND placed_at <= ${int(now)} AND queued_at IS NOT NULL AND caller != ''
			-- Nothing later decides about any of these: without it every day would read all that follows.
			AND placed_at <= (SELECT ifNull(max(answered_at), 0) FROM calls WHERE ${these}) + ${span}
	) AS next ON first.city = next.city AND first.caller = next.caller AND first.answered < next.queued`;
}
