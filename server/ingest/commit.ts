/**
 * Group commit: while one insert is under way the next one gathers, and a while longer where several
 * senders share it, so many requests cost one, and each is answered when its facts are durable.
 * Nothing is queued beyond a bound.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { EventType } from '#contract/events';
import type { Rejection } from '#contract/ingest';
import type { AcceptedFact } from './door.ts';
import { FactBatch, type Sent } from './fact-batch.ts';

export interface Submission {
	source: string;
	/** The request that they came with: it may bring several of these. */
	request: object;
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
	/** Cities that the batch touches with who sent facts of each, and how many facts it brought. */
	sent: ReadonlyMap<number, readonly Sent[]>;
	types: ReadonlySet<EventType>;
	facts: number;
	/** Set where the batch takes an import back instead of bringing facts. */
	undoneRun?: string;
}

/** The one port through which facts enter the store. */
export interface InsertPort {
	/** One insert of all of these, under one batch number. */
	facts(batch: number, receivedAt: number, facts: FactBatch): Promise<void>;
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
	/** Replaced in tests. */
	rest?: (ms: number) => Promise<unknown>;
	/** Running time, in ms. */
	time?: () => number;
	/** Facts that are durable and not yet in the figures; senders wait above the bound. */
	backlogFacts?: () => number;
	maxBacklogFacts?: number;
}

/** Beside its content, about. */
const FACT_BYTES = 200;

/**
 * Between inserts at most: each costs the engine the same time, however few facts it brings, which
 * settling and questions then lack.
 */
const LONGEST_REST_MS = 50;

/** Requests that may wait for room, none of whose bytes are read; above it they are told to come back. */
const MOST_WAITING_SENDERS = 512;

/** What takes a place among the batches: facts that gather, or the taking back of an import. */
interface Group {
	facts: FactBatch;
	refused: Parameters<InsertPort['quarantine']>[0];
	/** Done instead of an insert of facts, alone. */
	undo?: (batch: number) => Promise<CommittedBatch>;
	bytes: number;
	/** Whose facts are in it. */
	requests: Set<object>;
	done: Promise<void>;
	resolve: () => void;
	reject: (error: unknown) => void;
}

export class StoreRefusedError extends Error {}

function newGroup(openedAt: number, undo?: Group['undo']): Group {
	const facts = new FactBatch(openedAt);
	const group = {
		facts,
		refused: [],
		bytes: 0,
		requests: new Set<object>(),
		...(undo && { undo })
	};
	let ends: Pick<Group, 'resolve' | 'reject'>;
	const done = new Promise<void>((resolve, reject) => (ends = { resolve, reject }));
	return { ...group, done, ...ends! };
}

/** Makes the committer; one a process, since batches are numbered in the order of their inserts. */
export function createCommitter(options: CommitterOptions) {
	const { port, clock, maxBatchFacts = 8_000, maxPendingBytes = 32 * 2 ** 20 } = options;
	const { backlogFacts = () => 0, maxBacklogFacts = 40_000 } = options;
	const { rest = pause, time = () => performance.now() } = options;
	let nextBatch = options.firstBatch;
	/** In the order of their batches; facts gather in the last. */
	const groups: Group[] = [];
	let pendingBytes = 0;
	let running: Promise<void> | undefined;
	let roomWaiters: (() => void)[] = [];

	async function commitGroup({ facts, refused, resolve, reject }: Group): Promise<void> {
		const receivedAt = clock();
		const batch = nextBatch++;
		let failure: StoreRefusedError | undefined;
		try {
			if (facts.length > 0) await port.facts(batch, receivedAt, facts);
			await port.quarantine(refused.map((row) => ({ ...row, received_at: receivedAt })));
		} catch (cause) {
			failure = new StoreRefusedError('the store did not take the events', { cause });
		}
		// Also after a failure: an insert may have landed all the same, and then must be settled.
		if (facts.length > 0) {
			const { sent, types, length } = facts;
			options.onCommitted({ batch, receivedAt, sent, types, facts: length });
		}
		if (failure) reject(failure);
		else resolve();
	}

	async function commitUndo(group: Group, undo: NonNullable<Group['undo']>): Promise<void> {
		try {
			options.onCommitted(await undo(nextBatch++));
			group.resolve();
		} catch (error) {
			group.reject(error);
		}
	}

	async function drain(): Promise<void> {
		for (let group = groups.shift(); group; group = groups.shift()) {
			const started = time();
			if (group.undo) await commitUndo(group, group.undo);
			else await commitGroup(group);
			pendingBytes -= group.bytes;
			wakeSenders();
			if (wouldShareMore(group)) await rest(Math.min(time() - started, LONGEST_REST_MS));
		}
		running = undefined;
	}

	/** A lone sender only waits for its answer; a full group would gather nothing more. */
	function wouldShareMore({ requests }: Group): boolean {
		const isFull = groups.length > 1 || (groups[0]?.facts.length ?? 0) >= maxBatchFacts;
		return requests.size > 1 && !isFull;
	}

	const isTight = () => pendingBytes >= maxPendingBytes || backlogFacts() >= maxBacklogFacts;

	function wakeSenders(): void {
		if (isTight()) return;
		const waiters = roomWaiters;
		roomWaiters = [];
		for (const wake of waiters) wake();
	}

	function start(): void {
		// A turn of the event loop lets requests that are already here join the first insert.
		running ??= new Promise<void>((turn) => setImmediate(turn)).then(drain);
	}

	/** The group that still gathers. */
	function openGroup(): Group {
		const last = groups.at(-1);
		if (last && !last.undo && last.facts.length < maxBatchFacts) return last;
		const group = newGroup(clock());
		// Handled by those whose facts are in it; without this a failure meanwhile would count as unhandled.
		group.done.catch(() => undefined);
		groups.push(group);
		return group;
	}

	return {
		/** Takes the facts in at once; resolves when they are durable; rejects with `StoreRefusedError`. */
		submit({ source, request, run, facts, rejections }: Submission): Promise<void> {
			const group = openGroup();
			group.requests.add(request);
			let bytes = 0;
			for (const fact of facts) {
				group.facts.add(source, run, fact);
				bytes += fact.content.length + FACT_BYTES;
			}
			for (const rejection of rejections)
				group.refused.push({ received_at: 0, source, run, ...rejection });
			group.bytes += bytes;
			pendingBytes += bytes;
			start();
			return group.done;
		},
		/** Gives the taking back of an import its place among the batches. */
		undo(undo: NonNullable<Group['undo']>): Promise<void> {
			const group = newGroup(clock(), undo);
			groups.push(group);
			start();
			return group.done;
		},
		/** True while no further request should be let in. */
		get full() {
			return pendingBytes >= maxPendingBytes || roomWaiters.length >= MOST_WAITING_SENDERS;
		},
		get pendingBytes() {
			return pendingBytes;
		},
		/** Resolves when a sender that is already in may go on reading its body. */
		async room(): Promise<void> {
			while (isTight()) await new Promise<void>((wake) => roomWaiters.push(wake));
		},
		/** Told when the backlog has shrunk. */
		wakeSenders,
		/** Resolves when everything submitted so far is answered. */
		async flush(): Promise<void> {
			while (running) await running;
		}
	};
}
export type Committer = ReturnType<typeof createCommitter>;
