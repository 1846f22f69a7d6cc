/**
 * Calls of a day that is not rolled for repeats yet, as they become old enough to judge: read once with
 * who repeated them, and after that followed, since any later call of the same caller may repeat one.
 */
import { DAY_MS } from '#contract/instant';
import { createLane, type Lane } from '../lane.ts';
import type { MeasureConfig } from '../measures/question.ts';
import { judgedSql } from '../measures/repeat-calls.ts';
import { int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import type { TimeRow } from './cell-cache.ts';
import { END_OF_TIME } from './cell-table.ts';
import type { CallRow } from './fact-rows.ts';
import { isFollowed, type Follower, type Step } from './follow.ts';
import { spanOfDay } from './parts-of-day.ts';
import { Pieces, type PieceQuestion } from './pieces.ts';
import { inSpans } from './spans.ts';

/** Of a city; the earliest go first. */
const MOST_DAYS = 8;

interface JudgedCall {
	/** In the order in which they mature; names it in the pieces. */
	index: number;
	t: number;
	answeredAt: number;
	matureAt: number;
	isRepeated: boolean;
}

interface Calls {
	/** As they mature. */
	inOrder: readonly JudgedCall[];
	/** How many of them were old enough when it was last asked. */
	judged: number;
	byCaller: ReadonlyMap<string, readonly JudgedCall[]>;
	/** By key of a call that repeats one: its caller. */
	repeating: Map<string, string>;
	pieces: Pieces;
}

interface JudgedDay {
	/** Null until they are read. */
	calls: Calls | null;
	/** How often later days were touched, and how many of these touches are in the calls. */
	touched: number;
	taken: number;
	/** One reading at a time. */
	inTurn: Lane;
	/** Whether it is followed: no figure depends on it. */
	askedAt: number;
}

interface Judged extends Record<string, unknown> {
	t: number;
	mature_at: number;
	not_repeated: 0 | 1;
	caller: string;
	next_key: string;
}

export interface JudgedCalls extends Follower {
	/** Calls of a day were written. */
	touch(city: number, day: number): void;
	clear(): void;
	/**
	 * The day's calls that are old enough to judge: one each, those without a repeat, and less one of
	 * those that are not old enough. Null where the instant lies before what was judged already.
	 */
	rows(city: number, day: number, question: PieceQuestion): Promise<TimeRow[] | null>;
}

export function createJudgedCalls(
	store: Store,
	config: MeasureConfig,
	onError: (error: unknown) => void
): JudgedCalls {
	const cities = new Map<number, Map<number, JudgedDay>>();
	const reach = config.repeatDays * DAY_MS;

	function dayAt(city: number, day: number): JudgedDay {
		const days = cities.get(city) ?? new Map<number, JudgedDay>();
		cities.set(city, days);
		const known = days.get(day) ?? {
			calls: null,
			touched: 0,
			taken: 0,
			inTurn: createLane(),
			askedAt: -Infinity
		};
		days.set(day, known);
		if (days.size > MOST_DAYS) days.delete(Math.min(...days.keys()));
		return known;
	}

	/** All calls of the day that will be judged, as of everything that is known. */
	async function read(city: number, day: number): Promise<Calls> {
		const span = spanOfDay(day);
		const rows = await store.read<Judged>(`
SELECT t, mature_at, not_repeated, caller, next_key
FROM (${judgedSql(
			`city = ${int(city)} AND ${inSpans('placed_at', [span])}`,
			`city = ${int(city)} AND placed_at >= ${int(span.from)}`,
			END_OF_TIME,
			config
		)})
ORDER BY mature_at`);
		const byCaller = new Map<string, JudgedCall[]>();
		const repeating = new Map<string, string>();
		const inOrder = rows.map(({ t, mature_at, not_repeated, caller, next_key }, i) => {
			const isRepeated = not_repeated === 0;
			const call = {
				index: i,
				t,
				answeredAt: mature_at - reach,
				matureAt: mature_at,
				isRepeated
			};
			const own = byCaller.get(caller);
			if (own) own.push(call);
			else byCaller.set(caller, [call]);
			if (isRepeated) repeating.set(next_key, caller);
			return call;
		});
		return { inOrder, judged: 0, byCaller, repeating, pieces: new Pieces() };
	}

	/** While nobody reads the day. */
	function bring(of: number, day: JudgedDay, { days, rows }: Step, touched: number): void {
		const touches = days.filter((one) => one > of).length;
		// Where more is missing it is read from the store when somebody asks.
		if (!day.calls || day.taken !== touched - touches) return;
		// Equal to nothing where only the store knows: it is read anew.
		const isWhole = (rows as readonly CallRow[]).map((row) => takeIn(day.calls!, row));
		day.taken = isWhole.every(Boolean) ? touched : NaN;
	}

	function put({ pieces }: Calls, { index, t, matureAt, isRepeated }: JudgedCall): void {
		pieces.put(String(index), {
			matureAt,
			row: { t, counters: [1, isRepeated ? 0 : 1, -1], lists: {} }
		});
	}

	/** False where a call that repeated one does so no more: another may, which only the store knows. */
	function takeIn(calls: Calls, { key, placed, asks, caller }: CallRow): boolean {
		const before = calls.repeating.get(key);
		if (before !== undefined) return asks === 1 && caller === before;
		if (asks === 0 || caller === '') return true;
		for (const call of calls.byCaller.get(caller) ?? []) {
			if (call.isRepeated || placed <= call.answeredAt || placed > call.matureAt) continue;
			call.isRepeated = true;
			calls.repeating.set(key, caller);
			if (call.index < calls.judged) put(calls, call);
		}
		return true;
	}

	async function renew(city: number, of: number, day: JudgedDay, now: number): Promise<Calls> {
		if (!day.calls || day.taken !== day.touched) {
			const { touched } = day;
			day.calls = await read(city, of);
			day.taken = touched;
		}
		const { calls } = day;
		for (let next; (next = calls.inOrder[calls.judged]) && next.matureAt <= now; calls.judged++)
			put(calls, next);
		return calls;
	}

	return {
		touch(city, day) {
			const days = cities.get(city);
			days?.delete(day);
			for (const [of, judged] of days ?? []) if (of < day) judged.touched++;
		},
		follows(kind, { city, day }) {
			if (kind !== 'calls') return false;
			return [...(cities.get(city) ?? [])].some(
				([of, judged]) => of < day && judged.calls !== null && isFollowed(judged)
			);
		},
		bring(step) {
			if (step.kind !== 'calls') return;
			for (const [of, day] of cities.get(step.city) ?? []) {
				const { touched } = day;
				void day.inTurn(() => bring(of, day, step, touched)).catch(onError);
			}
		},
		clear: () => cities.clear(),
		rows(city, of, question) {
			const day = dayAt(city, of);
			day.askedAt = performance.now();
			return day.inTurn(async () => {
				const calls = await renew(city, of, day, question.now);
				return calls.pieces.rows(question);
			});
		}
	};
}
