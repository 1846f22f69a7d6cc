/**
 * Keeps the rollup: told after each settle step, it notes the days that the step wrote to, and works
 * them out anew in the background once they are over. Until then they are read from the facts, so
 * figures never wait for it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { EventType } from '#contract/events';
import { DAY_MS } from '#contract/instant';
import type { MeasureConfig } from '../measures/question.ts';
import { readState, writeState } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { DAY_KINDS, type DayKind } from './cell-table.ts';
import { openDayBook, type KindDay } from './day-book.ts';
import { dayStart } from './parts-of-day.ts';
import { placeAll, placeTickets } from './place-tickets.ts';
import { attachRollup, createRollup } from './rollup.ts';
import { rangesOf, rollSql } from './roll.ts';
import { forgetTouched, touchedDays } from './touched.ts';

const INTERVAL_MS = 1_000;
/** A statement rolls as many days of cities as take about so long, which bounds its memory too. */
const BATCH_MS = 1_500;
const FIRST_DAYS = 100;
const LEAST_DAYS = 25;
/**
 * Days of a city that are rolled together where there are many: whether a call was repeated is found in
 * the week after it, which days side by side have in common.
 */
const BLOCK_DAYS = 30;
const blockOf = ({ day }: KindDay) => Math.floor(day / BLOCK_DAYS);
/** Bounds a statement's text. */
const MOST_DAYS = 4_000;
/** Share of the time that it may take while others work. */
const SHARE = 0.3;

export interface RollerOptions {
	store: Store;
	config: MeasureConfig;
	clock: () => number;
	/** Everything up to this batch can be read; 0 where nobody counts. */
	settledBatch?: () => number;
	onError: (error: unknown) => void;
}

export async function createRoller({
	store,
	config,
	clock,
	settledBatch = () => 0,
	onError
}: RollerOptions) {
	if ((await readState(store, 'tickets_placed')) === null) {
		await placeAll(store);
		await writeState(store, 'tickets_placed', 'yes', 1);
	}
	const book = await openDayBook(store, config);
	const rollup = createRollup({ store, config, book, settledBatch, onError });
	attachRollup(store, rollup);
	/** As many as lately took about so long. */
	let size = FIRST_DAYS;
	let stopped = false;
	let stop = () => {};
	const stopping = new Promise<void>((resolve) => (stop = resolve));
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> | undefined;
	await forgetTouched(store);
	schedule(0);

	/** Days that are over, and whose repeats are old enough to judge. */
	function isDue({ kind, day }: KindDay): boolean {
		const wait = kind === 'repeats' ? config.repeatDays * DAY_MS : 0;
		return dayStart(day + 1) + wait <= clock();
	}

	async function rollBatch(kind: DayKind, days: readonly KindDay[]): Promise<void> {
		const seen = book.seen(kind, days);
		for (const sql of rollSql(kind, rangesOf(days), config, book.nextVersion()))
			await store.roll(sql);
		await book.rolled(kind, days, seen);
	}

	/**
	 * The next days of one kind, newest blocks first, since more questions ask for them. Those of cities that
	 * somebody looks at go first, every other time: a day that is not rolled costs each tick its facts.
	 */
	function nextBatch(turn: number, size: number): { kind: DayKind; days: KindDay[] } | null {
		const due = book.unrolled().filter(isDue);
		const looked = due.filter(({ city }) => rollup.isLookedAt(city));
		const pool = looked.length > 0 && turn % 2 === 0 ? looked : due;
		for (let i = 0; i < DAY_KINDS.length; i++) {
			const kind = DAY_KINDS[(Math.floor(turn / 2) + i) % DAY_KINDS.length]!;
			const days = pool.filter((day) => day.kind === kind);
			if (days.length === 0) continue;
			days.sort((a, b) => blockOf(b) - blockOf(a) || a.city - b.city || b.day - a.day);
			return { kind, days: days.slice(0, size) };
		}
		return null;
	}

	/** Rolls as many days as are due when it begins. */
	async function pass(rest: boolean): Promise<void> {
		if (!book.isReady) await book.begin();
		let left = book.unrolled().filter(isDue).length;
		for (let turn = 0; left > 0 && !stopped; turn++) {
			const batch = nextBatch(turn, size);
			if (!batch) return;
			const started = performance.now();
			await rollBatch(batch.kind, batch.days);
			left -= batch.days.length;
			const took = performance.now() - started;
			if (took < BATCH_MS / 2 && batch.days.length === size) size = Math.min(2 * size, MOST_DAYS);
			else if (took > 2 * BATCH_MS) size = Math.max(Math.floor(size / 2), LEAST_DAYS);
			if (rest) await Promise.race([pause(took * (1 / SHARE - 1)), stopping]);
		}
	}

	function run(rest: boolean): Promise<void> {
		running ??= pass(rest).finally(() => {
			running = undefined;
			schedule(INTERVAL_MS);
		});
		return running;
	}

	function schedule(delayMs: number): void {
		clearTimeout(timer);
		if (stopped) return;
		timer = setTimeout(() => void run(true).catch(onError), delayMs);
	}

	async function takeIn(types: ReadonlySet<EventType>): Promise<void> {
		const touched = await touchedDays(store, types);
		await book.touch(touched);
		await rollup.follow(touched);
	}

	return {
		/**
		 * After each settle step over events of these types, before its facts count as settled. `alsoRead`
		 * reads what the step has written beside, before it is forgotten.
		 */
		async settled(
			types: ReadonlySet<EventType>,
			alsoRead?: (types: ReadonlySet<EventType>) => Promise<void>
		): Promise<void> {
			if (types.has('ticket')) await placeTickets(store, 'touched_tickets');
			const each = await Promise.allSettled([takeIn(types), alsoRead?.(types)]);
			for (const one of each) if (one.status === 'rejected') throw one.reason;
			await forgetTouched(store);
		},
		/** Lets repeats of earlier days stand as they are; false where they must be rolled first. */
		freezeRepeats: (before: number) => book.freezeRepeats(before),
		/** Callers were forgotten in the facts. */
		callersForgotten: () => rollup.forgetFacts(),
		/** Days that are due and not rolled yet. */
		get waitingDays() {
			return book.unrolled().filter(isDue).length;
		},
		/** Resolves when every day that is due is rolled. */
		async idle(): Promise<void> {
			while (running) await running.catch(() => undefined);
			await run(false);
		},
		async stop(): Promise<void> {
			stopped = true;
			stop();
			clearTimeout(timer);
			await running?.catch(() => undefined);
			clearTimeout(timer);
		}
	};
}
export type Roller = Awaited<ReturnType<typeof createRoller>>;
