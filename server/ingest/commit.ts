/**
 * Group commit: while one insert is under way the next one gathers, so many requests cost one, and
 * each is answered when its facts are durable. Nothing is queued beyond a bound.
 */
import type { Rejection } from '#contract/ingest';
import type { AcceptedFact } from './door.ts';

export interface Submission {
	source: string;
	/** The import that sends it; empty for live events. */
	run: string;
	facts: AcceptedFact[];
	rejections: RefusedLine[];
}

/** A line that was turned away; beyond those listed, lines of one reason are counted in one. */
export interface RefusedLine extends Rejection {
	city: number;
	copies: number;
}

export interface CommittedBatch {
	batch: number;
	receivedAt: number;
	/** Cities that the batch touches, and how many facts it brought. */
	cities: Set<number>;
	facts: number;
	/** Set where the batch takes an import back instead of bringing facts. */
	undoneRun?: string;
}

/** The one port through which facts enter the store. */
export interface InsertPort {
	/** One insert of all that these bring, under one batch number. */
	facts(batch: number, receivedAt: number, submissions: readonly Submission[]): Promise<void>;
	quarantine(
		rows: (RefusedLine & { received_at: number; source: string; run: string })[]
	): Promise<void>;
}

export interface CommitterOptions {
	port: InsertPort;
	clock: () => number;
	/** The first number of this process's batches: above all that the log holds. */
	firstBatch: number;
	onCommitted: (batch: CommittedBatch) => void;
	/** Most facts of one insert. */
	maxBatchFacts?: number;
	/** Content bytes that may wait before senders are held back. */
	maxPendingBytes?: number;
}

/** Something that takes a place among the batches: facts, or the taking back of an import. */
interface Pending {
	submission: Submission;
	/** Done instead of an insert of facts, alone. */
	undo?: (batch: number) => Promise<CommittedBatch>;
	bytes: number;
	resolve(): void;
	reject(error: unknown): void;
}

export class StoreRefusedError extends Error {}

function citiesOf(submissions: readonly Submission[]): Set<number> {
	const cities = new Set<number>();
	for (const { facts } of submissions) for (const { city } of facts) cities.add(city);
	return cities;
}

/** Makes the committer; one a process, since batches are numbered in the order of their inserts. */
export function createCommitter(options: CommitterOptions) {
	const { port, clock, maxBatchFacts = 8_000, maxPendingBytes = 32 * 2 ** 20 } = options;
	let nextBatch = options.firstBatch;
	let pending: Pending[] = [];
	let pendingBytes = 0;
	let running: Promise<void> | undefined;
	let roomWaiters: (() => void)[] = [];

	function takeGroup(): Pending[] {
		let facts = 0;
		let count = 0;
		while (count < pending.length && (count === 0 || facts < maxBatchFacts)) {
			if (pending[count]!.undo) break;
			facts += pending[count++]!.submission.facts.length;
		}
		const group = pending.slice(0, count);
		pending = pending.slice(count);
		return group;
	}

	async function commitGroup(group: Pending[]): Promise<void> {
		const receivedAt = clock();
		const batch = nextBatch++;
		const submissions = group.map((item) => item.submission);
		const facts = submissions.reduce((sum, submission) => sum + submission.facts.length, 0);
		const refused = group.flatMap(({ submission: { rejections, source, run } }) =>
			rejections.map((rejection) => ({ received_at: receivedAt, source, run, ...rejection }))
		);
		let failure: StoreRefusedError | undefined;
		try {
			if (facts > 0) await port.facts(batch, receivedAt, submissions);
			await port.quarantine(refused);
		} catch (cause) {
			failure = new StoreRefusedError('the store did not take the events', { cause });
		}
		// Also after a failure: an insert may have landed all the same, and then must be settled.
		if (facts > 0)
			options.onCommitted({
				batch,
				receivedAt,
				cities: citiesOf(submissions),
				facts
			});
		for (const item of group)
			if (failure) item.reject(failure);
			else item.resolve();
	}

	async function commitUndo(item: Pending, undo: NonNullable<Pending['undo']>): Promise<void> {
		try {
			options.onCommitted(await undo(nextBatch++));
			item.resolve();
		} catch (error) {
			item.reject(error);
		}
	}

	async function drain(): Promise<void> {
		while (pending.length > 0) {
			const undo = pending[0]!.undo;
			const group = undo ? pending.splice(0, 1) : takeGroup();
			if (undo) await commitUndo(group[0]!, undo);
			else await commitGroup(group);
			pendingBytes -= group.reduce((sum, item) => sum + item.bytes, 0);
			const waiters = roomWaiters;
			roomWaiters = [];
			for (const wake of waiters) wake();
		}
		running = undefined;
	}

	function enqueue(item: Omit<Pending, 'resolve' | 'reject'>): Promise<void> {
		return new Promise((resolve, reject) => {
			pending.push({ ...item, resolve, reject });
			pendingBytes += item.bytes;
			// A turn of the event loop lets requests that are already here join the first insert.
			running ??= new Promise<void>((turn) => setImmediate(turn)).then(drain);
		});
	}

	return {
		/** Resolves when the facts are durable; rejects with `StoreRefusedError`. */
		submit(submission: Submission): Promise<void> {
			const bytes = submission.facts.reduce((sum, fact) => sum + fact.content.length + 200, 0);
			return enqueue({ submission, bytes });
		},
		/** Gives the taking back of an import its place among the batches. */
		undo(undo: NonNullable<Pending['undo']>): Promise<void> {
			const submission = { source: '', run: '', facts: [], rejections: [] };
			return enqueue({ submission, undo, bytes: 0 });
		},
		/** True while no further request should be let in. */
		get full() {
			return pendingBytes >= maxPendingBytes;
		},
		get pendingBytes() {
			return pendingBytes;
		},
		/** Resolves when a sender that is already in may go on reading its body. */
		async room(): Promise<void> {
			while (pendingBytes >= maxPendingBytes)
				await new Promise<void>((wake) => roomWaiters.push(wake));
		},
		/** Resolves when everything submitted so far is answered. */
		async flush(): Promise<void> {
			while (running) await running;
		}
	};
}
export type Committer = ReturnType<typeof createCommitter>;
