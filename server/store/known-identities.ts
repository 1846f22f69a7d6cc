/**
 * Which identities of a step may have a head: nearly all that comes is new, and looking for what is not
 * there costs a block in every part of a table that grows with history. A filter in memory answers
 * without reading; it is filled in the background after a start, and until then all are looked for.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { isTurnOver, nextTurn } from '../turns.ts';
import { IDENTITY } from './heads.ts';
import { IDENTITY_BYTES, IdentityFilter } from './identity-filter.ts';
import { int } from './literal.ts';
import type { Row, Store } from './store.ts';

/** Identities of one reading while it fills: what the main thread takes in within milliseconds. */
const READ_AT_ONCE = 100_000;
/** Share of the time that filling may take. */
const SHARE = 0.5;
/** Room for as many more as there are, and for so many at least. */
const ROOM = 1.25;
const LEAST_ROOM = 1_000_000;
/** After a failure: until then all are looked for. */
const RETRY_MS = 60_000;
/** Identities that are taken in without a turn for others. */
const PIECE = 2_000;
/** Keeps a statement under the 256 KiB that the engine reads of one. */
const MOST_NAMED = 6_000;

/** Identities in hex, one after the other. (As bytes the last zeros of each would get lost.) */
const PACKED = 'arrayStringConcat(groupArray(hex(reinterpretAsFixedString(identity)))) AS packed';

export interface KnownIdentitiesOptions {
	store: Store;
	clock: () => number;
	onError: (error: unknown) => void;
}

/** Heads must have been filled, and no step be under way, whenever `take` is called. */
export function createKnownIdentities({ store, clock, onError }: KnownIdentitiesOptions) {
	let ready: IdentityFilter | undefined;
	let filling: IdentityFilter | undefined;
	let filled: Promise<void> = Promise.resolve();
	let stop = () => {};
	let isStopped = false;
	let failedAt = -Infinity;
	const stopping = new Promise<void>((resolve) => (stop = resolve));

	/** Every head that stands is read; every one that is written from now on was taken before. */
	async function fill(filter: IdentityFilter, heads: number): Promise<void> {
		const readings = Math.max(1, Math.ceil(heads / READ_AT_ONCE));
		for (let i = 0; i < readings && !isStopped; i++) {
			const started = performance.now();
			const rows = await store.readLong<Packed>(
				`SELECT ${PACKED} FROM heads WHERE ${slice(i, readings)}`
			);
			filter.add(bytesOf(rows));
			const rest = (performance.now() - started) * (1 / SHARE - 1);
			await Promise.race([pause(rest, undefined, { ref: false }), stopping]);
		}
	}

	/** Begins to fill a filter, while no step is under way. */
	async function begin(): Promise<void> {
		const [row] = await store.read<{ heads: number }>('SELECT count() AS heads FROM heads');
		const heads = row?.heads ?? 0;
		const filter = new IdentityFilter(Math.ceil(Math.max(heads * ROOM, heads + LEAST_ROOM)));
		filling = filter;
		filled = fill(filter, heads)
			.then(() => {
				if (!isStopped) ready = filter;
			}, failed)
			.finally(() => (filling = undefined));
	}

	function failed(error: unknown): void {
		failedAt = clock();
		const retry = `it is tried again in ${RETRY_MS / 1000} s, until then settling is slower`;
		onError(new Error(`known identities could not be read; ${retry}`, { cause: error }));
	}

	/** None fills, none is ready or it is full, and trying has not just failed. */
	function isMissing(): boolean {
		if (filling || (ready && ready.added <= ready.capacity)) return false;
		return Math.abs(clock() - failedAt) >= RETRY_MS;
	}

	return {
		begin,
		/**
		 * Takes in the identities of these batches. Returns the hex of those that may have been there before;
		 * null where nobody can tell, or where they are too many to name.
		 */
		async take({ first, last }: { first: number; last: number }): Promise<string[] | null> {
			if (isMissing()) await begin();
			const rows = await store.read<Packed>(
				`SELECT ${PACKED} FROM (SELECT DISTINCT ${IDENTITY} AS identity FROM raw_events WHERE batch BETWEEN ${int(first)} AND ${int(last)})`
			);
			const known: string[] = [];
			// A filter that becomes ready meanwhile knows nothing of the first pieces.
			const asked = ready;
			for (const identities of piecesOf(bytesOf(rows))) {
				if (asked) known.push(...named(asked, identities));
				for (const filter of [ready, filling]) filter?.add(identities);
				while (isTurnOver()) await nextTurn();
			}
			return asked && known.length <= MOST_NAMED ? known : null;
		},
		/** Resolves when what stood when it began to fill is in it. */
		filled: () => filled,
		async stop(): Promise<void> {
			isStopped = true;
			stop();
			await filled;
		}
	};
}
export type KnownIdentities = ReturnType<typeof createKnownIdentities>;

interface Packed extends Row {
	packed: string;
}
const bytesOf = ([row]: readonly Packed[]) => Buffer.from(row?.packed ?? '', 'hex');

/** What is taken in within a millisecond or two. */
function* piecesOf(identities: Buffer): Generator<Buffer> {
	const bytes = PIECE * IDENTITY_BYTES;
	for (let at = 0; at < identities.length; at += bytes) yield identities.subarray(at, at + bytes);
}

function named(filter: IdentityFilter, identities: Buffer): string[] {
	const known: string[] = [];
	for (let at = 0; at < identities.length; at += IDENTITY_BYTES)
		if (filter.mayHold(identities, at))
			known.push(identities.toString('hex', at, at + IDENTITY_BYTES));
	return known;
}

/** One of so many slices of all identities, in their order. */
function slice(index: number, slices: number): string {
	const limit = (i: number) => `toUInt128('${((1n << 128n) * BigInt(i)) / BigInt(slices)}')`;
	const from = `identity >= ${limit(index)}`;
	return index === slices - 1 ? from : `${from} AND identity < ${limit(index + 1)}`;
}
