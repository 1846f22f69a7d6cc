/**
 * Calls of a day that is not rolled for repeats yet, as they become old enough to judge: each is judged
 * once, when it matures, and again only where a call comes in that may decide about it.
 */
import { DAY_MS } from '#contract/instant';
import { createLane, type Lane } from '../lane.ts';
import type { MeasureConfig } from '../measures/question.ts';
import { judgedSql } from '../measures/repeat-calls.ts';
import { int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import type { TimeRow } from './cell-cache.ts';
import { END_OF_TIME } from './cell-table.ts';
import { spanOfDay } from './parts-of-day.ts';
import { Pieces, type PieceQuestion } from './pieces.ts';
import { inSpans } from './spans.ts';

/** Of a city; the earliest go first. */
const MOST_DAYS = 8;

interface JudgedDay {
	/** What matures until then is judged. */
	upTo: number;
	/** Lowered by calls that come in while the store is asked. */
	limit: number;
	pieces: Pieces;
	/** When each call of the day matures, ascending; null until they are read. */
	matureAt: Float64Array | null;
	/** One reading at a time. */
	inTurn: Lane;
}

interface Judged extends Record<string, unknown> {
	t: number[];
	mature_at: number[];
	not_repeated: number[];
}

/** Makes it; `touch` is told of all calls that are written. */
export function createJudgedCalls(store: Store, config: MeasureConfig) {
	const cities = new Map<number, Map<number, JudgedDay>>();
	let number = 0;

	function dayAt(city: number, day: number): JudgedDay {
		const days = cities.get(city) ?? new Map<number, JudgedDay>();
		cities.set(city, days);
		const known = days.get(day) ?? {
			upTo: -Infinity,
			limit: Infinity,
			pieces: new Pieces(),
			matureAt: null,
			inTurn: createLane()
		};
		days.set(day, known);
		if (days.size > MOST_DAYS) days.delete(Math.min(...days.keys()));
		return known;
	}

	/** Calls of the day that mature in (after, to], as of everything that is known. */
	async function read(city: number, day: number, after: number, to: number): Promise<Judged> {
		const reach = config.repeatDays * DAY_MS;
		const answered = `answered_at > ${int(Math.max(0, after - reach))} AND answered_at <= ${int(to - reach)}`;
		const { from } = spanOfDay(day);
		const [row] = await store.read<Judged>(`
SELECT groupArray(t) AS t, groupArray(mature_at) AS mature_at, groupArray(not_repeated) AS not_repeated
FROM (${judgedSql(
			`city = ${int(city)} AND ${inSpans('placed_at', [spanOfDay(day)])} AND ${answered}`,
			`city = ${int(city)} AND placed_at >= ${int(Math.max(from, after - reach))}`,
			END_OF_TIME,
			config
		)})`);
		return row ?? { t: [], mature_at: [], not_repeated: [] };
	}

	async function extend(city: number, day: number, judged: JudgedDay, now: number): Promise<void> {
		judged.limit = Infinity;
		const isFirst = judged.matureAt === null;
		const after = isFirst ? 0 : judged.upTo;
		if (isFirst || judged.matureAt!.some((at) => at > after && at <= now)) {
			const found = await read(city, day, after, isFirst ? END_OF_TIME : now);
			if (isFirst) judged.matureAt = Float64Array.from(found.mature_at).sort();
			found.t.forEach((t, i) => {
				const matureAt = found.mature_at[i]!;
				if (matureAt <= now)
					judged.pieces.put(String(number++), {
						matureAt,
						row: { t, counters: [1, found.not_repeated[i]!, -1], lists: {} }
					});
			});
		}
		judged.upTo = Math.min(now, judged.limit);
		judged.pieces.removeAfter(judged.upTo);
	}

	return {
		/** Calls of a day were written; `earliestAt` is the first of them. */
		touch(city: number, day: number, earliestAt: number): void {
			const days = cities.get(city);
			days?.delete(day);
			for (const [ofDay, judged] of days ?? []) {
				if (ofDay > day) continue;
				judged.limit = Math.min(judged.limit, earliestAt - 1);
				if (judged.upTo <= judged.limit) continue;
				judged.upTo = judged.limit;
				judged.pieces.removeAfter(judged.upTo);
			}
		},
		clear: () => cities.clear(),
		/**
		 * The day's calls that are old enough to judge: one each, those without a repeat, and less one of
		 * those that are not old enough. Null where the instant lies before what was judged already.
		 */
		rows(city: number, day: number, question: PieceQuestion): Promise<TimeRow[] | null> {
			const judged = dayAt(city, day);
			return judged.inTurn(async () => {
				if (question.now > judged.upTo) await extend(city, day, judged, question.now);
				return judged.pieces.rows(question);
			});
		}
	};
}
export type JudgedCalls = ReturnType<typeof createJudgedCalls>;
