/** A step looks for the heads of those identities alone that may have one, and misses none. */
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
	createKnownIdentities,
	type KnownIdentities
} from '../../server/store/known-identities.ts';
import { migrate } from '../../server/store/migrate.ts';
import { settle } from '../../server/store/settle.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import { makeFolder } from '../harness.ts';

const AT = Date.UTC(2026, 10, 23);
const folder = makeFolder();
let store: Store;
let known: KnownIdentities;
let batch = 0;
const failures: unknown[] = [];

beforeAll(async () => {
	store = await openStore({ dataDir: folder });
	await migrate(store, 'process');
});
beforeEach(async () => {
	await known?.stop();
	known = createKnownIdentities({
		store,
		clock: () => AT,
		onError: (error) => failures.push(error)
	});
});
afterAll(async () => {
	await known.stop();
	await store.close();
	await rm(folder, { recursive: true, force: true });
});

/** Calls of these ids as one batch of the log. */
async function log(ids: readonly string[], revision = 1, at = AT): Promise<void> {
	batch++;
	const content = JSON.stringify({ arrived_at: at, queued_at: at });
	await store.insert(
		'raw_events',
		ids.map((id) => ({
			...{ batch, received_at: AT, source: 'test', run: '', city: 110000, type: 'call', id },
			...{ revision, void: 0, happened_at: at, caller: '', content }
		}))
	);
}

async function settleCalls(ids: readonly string[], revision = 1, at = AT): Promise<void> {
	await log(ids, revision, at);
	await settle(store, { first: batch, last: batch, types: new Set(['call']) }, { known });
}

async function take(ids: readonly string[]): Promise<string[] | null> {
	await log(ids);
	return known.take({ first: batch, last: batch });
}

const idsOf = (name: string, n: number) => Array.from({ length: n }, (_, i) => `${name}-${i}`);

it('until the filter is filled nobody can tell, and from then on what is new is known to be new', async () => {
	await settleCalls(idsOf('old', 3_000));
	await known.stop();
	let fill = () => {};
	const mayFill = new Promise<void>((resolve) => (fill = resolve));
	known = createKnownIdentities({
		store: { ...store, readLong: async (sql) => (await mayFill, store.readLong(sql)) },
		clock: () => AT,
		onError: (error) => failures.push(error)
	});
	expect(await take(['meanwhile'])).toBeNull();
	fill();
	await known.filled();
	expect(await take(['old-7', 'meanwhile', ...idsOf('new', 50)])).toHaveLength(2);
	expect(await take(['new-3'])).toHaveLength(1);
	expect(await take(['never'])).toEqual([]);
});

it('more identities than a statement can name are all looked for', async () => {
	const many = idsOf('many', 6_001);
	await settleCalls(many);
	await known.filled();
	expect(await take(many)).toBeNull();
	expect(await take(many.slice(1))).toHaveLength(6_000);
	await settleCalls(many.slice(1), 2, AT + 1);
	expect(
		await store.read(`SELECT count() AS n FROM calls FINAL WHERE placed_at = ${AT + 1}`)
	).toEqual([{ n: 6_000 }]);
});

it('a correction finds where its call stood, and an older revision changes nothing', async () => {
	await settleCalls(['filling']);
	await known.filled();
	await settleCalls(['moved'], 2);
	await settleCalls(['moved', 'other'], 3, AT + 86_400_000);
	await settleCalls(['moved'], 1, AT + 5);
	expect(
		await store.read(
			`SELECT call_id, placed_at FROM calls FINAL WHERE call_id IN ('moved', 'other') ORDER BY call_id`
		)
	).toEqual([
		{ call_id: 'moved', placed_at: AT + 86_400_000 },
		{ call_id: 'other', placed_at: AT + 86_400_000 }
	]);
});

it('a filter that cannot be filled is said, and begun again a minute later', async () => {
	let isBroken = true;
	let now = 0;
	const readLong: Store['readLong'] = (sql) =>
		isBroken ? Promise.reject(new Error('the disk went')) : store.readLong(sql);
	known = createKnownIdentities({
		store: { ...store, readLong },
		clock: () => now,
		onError: (error) => failures.push(error)
	});
	await settleCalls(['before']);
	await known.filled();
	expect(failures).toMatchObject([
		{
			message: expect.stringMatching(/known identities.*60 s/) as string,
			cause: { message: 'the disk went' }
		}
	]);
	now = 59_999;
	expect(await take(['before'])).toBeNull();
	await known.filled();
	expect(failures).toHaveLength(1);
	isBroken = false;
	now = 60_000;
	await take(['before']);
	await known.filled();
	expect(await take(['before', 'after'])).toHaveLength(1);
});
