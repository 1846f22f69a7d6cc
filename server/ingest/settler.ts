/**
 * Brings committed batches into the tables that measures read, behind the acknowledgements, in
 * order, a bounded range at a time. How far it has come is in the store, so a restart goes on there.
 */
import type { EventType } from '#contract/events';
import { readState, writeState } from '../store/state.ts';
import { fillHeads } from '../store/heads.ts';
import { createKnownIdentities } from '../store/known-identities.ts';
import { settle, type Step } from '../store/settle.ts';
import { int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import type { CommittedBatch } from './commit.ts';

/** Facts of one settling step; bounds its memory during an import. */
const STEP_FACTS = 25_000;

/** The watermark may lag: settling again changes nothing. */
const WATERMARK_INTERVAL_MS = 1_000;

const RETRY_MS = 1_000;

const LONGEST_REST_MS = 50;

/** What a step brought: facts of these types, or an import taken back. */
interface Moved {
	types: ReadonlySet<EventType>;
	isUndo: boolean;
}

export interface SettlerOptions {
	store: Store;
	clock: () => number;
	/** Awaited after each step's facts, of these types, are in their tables, before the step counts as done. */
	derive: (types: ReadonlySet<EventType>) => Promise<void>;
	/** Told which cities' figures have moved, by what. */
	onSettled: (cities: ReadonlySet<number>, moved: Moved) => void;
	onError: (error: unknown) => void;
}

/** Makes the settler and settles what an earlier process left; `firstBatch` is for its successor. */
export async function createSettler({ store, clock, derive, onSettled, onError }: SettlerOptions) {
	const settledBefore = Number((await readState(store, 'settled_batch')) ?? 0);
	await fillHeads(store, settledBefore);
	const left = await store.read<{ batch: number; facts: number; types: EventType[] }>(
		`SELECT batch, count() AS facts, groupUniqArray(toString(type)) AS types FROM raw_events WHERE batch > ${int(settledBefore)} GROUP BY batch ORDER BY batch`
	);
	const undone = await store.read<{ batch: number; undoneRun: string }>(
		`SELECT undone_batch AS batch, run AS undoneRun FROM undone_runs FINAL WHERE undone_batch > ${int(settledBefore)}`
	);
	const waiting: Omit<CommittedBatch, 'receivedAt'>[] = [];
	const known = createKnownIdentities({ store, clock, onError });
	let settled = settledBefore;
	/** The last batch whose step is wholly done: the next process goes on from here. */
	let done = settledBefore;
	let committed = settledBefore;
	let watermark = settledBefore;
	let watermarkAt = 0;
	let running: Promise<void> | undefined;
	let stopped = false;
	/** A step over what waits may have broken off: in the process before, or by a failure. */
	let again = true;
	/** Facts of the waiting batches. */
	let backlog = 0;

	for (const item of [...left, ...undone.map((run) => ({ ...run, facts: 0, types: [] }))])
		waiting.push({ ...item, types: new Set(item.types), sent: new Map() });
	backlog = left.reduce((sum, batch) => sum + batch.facts, 0);
	waiting.sort((a, b) => a.batch - b.batch);
	committed = waiting.at(-1)?.batch ?? settledBefore;
	while (waiting.length > 0) await step();
	again = false;
	await saveWatermark();
	await known.begin();

	/**
	 * From when a step could be seen, rests as long as that took, so that under many small commits one
	 * step serves more of them; but what comes meanwhile waits for it. A backlog is worked off without rest.
	 */
	async function rest(started: number, seen: number): Promise<void> {
		const ms = seen + Math.min(seen - started, LONGEST_REST_MS) - performance.now();
		if (backlog < STEP_FACTS && !stopped && ms > 0)
			await new Promise((wake) => setTimeout(wake, ms));
	}

	/** Batches that settle together: consecutive ones of facts, or one that takes an import back. */
	function nextRange() {
		if (waiting[0]?.undoneRun !== undefined) return waiting.slice(0, 1);
		let facts = 0;
		let count = 0;
		while (count < waiting.length && (count === 0 || facts < STEP_FACTS)) {
			if (waiting[count]!.undoneRun !== undefined) break;
			facts += waiting[count++]!.facts;
		}
		return waiting.slice(0, count);
	}

	/** Settles the next range; tells as soon as questions see it. */
	async function step(
		own: Pick<Step, 'known'> = {},
		tell?: SettlerOptions['onSettled']
	): Promise<void> {
		const range = nextRange();
		const [first, last] = [range[0]!.batch, range.at(-1)!.batch];
		const run = range[0]!.undoneRun;
		const brought = new Set(range.flatMap(({ types }) => [...types]));
		const change = run === undefined ? { first, last, types: brought } : { run };
		const onWritten = (types: ReadonlySet<EventType>) => {
			settled = last;
			const cities = new Set(range.flatMap((batch) => [...batch.sent.keys()]));
			tell?.(cities, { types, isUndo: run !== undefined });
		};
		await settle(store, change, { ...own, derive, onWritten, again });
		done = last;
		waiting.splice(0, range.length);
		backlog -= range.reduce((sum, batch) => sum + batch.facts, 0);
	}

	async function saveWatermark(): Promise<void> {
		if (watermark === done) return;
		await writeState(store, 'settled_batch', String(done), done);
		watermark = done;
		watermarkAt = clock();
	}

	async function drain(): Promise<void> {
		while (waiting.length > 0 && !stopped) {
			try {
				const started = performance.now();
				let seen = started;
				await step({ known }, (...moved) => {
					seen = performance.now();
					onSettled(...moved);
				});
				again = false;
				await rest(started, seen);
				if (clock() - watermarkAt >= WATERMARK_INTERVAL_MS) await saveWatermark();
			} catch (error) {
				again = true;
				onError(error);
				await new Promise((wake) => setTimeout(wake, RETRY_MS));
			}
		}
		running = undefined;
	}

	return {
		/** The number for the next process's first batch. */
		nextBatch: done + 1,
		push(batch: CommittedBatch): void {
			waiting.push(batch);
			committed = batch.batch;
			backlog += batch.facts;
			// In a later turn: drain() clears `running`, which must be set by then.
			running ??= Promise.resolve().then(drain);
		},
		/** Everything up to this batch is in the figures. */
		get settledBatch() {
			return settled;
		},
		/** True when every committed fact is in the figures. */
		get isSettled() {
			return settled === committed;
		},
		/** Facts that are durable but not yet in the figures. */
		get waitingFacts() {
			return backlog;
		},
		/** Resolves when nothing waits. */
		async idle(): Promise<void> {
			while (running) await running;
		},
		async stop(): Promise<void> {
			stopped = true;
			await this.idle();
			await known.stop();
			await saveWatermark();
		}
	};
}
export type Settler = Awaited<ReturnType<typeof createSettler>>;
