/** What a settling step remembers of each identity is what the log says, also in a store from before. */
import fc from 'fast-check';
import { rm } from 'node:fs/promises';
import { afterAll, expect, it } from 'vitest';
import { parseIsoInstant } from '#contract/instant';
import { headsFromLogSql } from '../../server/store/heads.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import { expectSameMeasures } from '../compare.ts';
import { makeFolder, startTestServer } from '../harness.ts';
import { currentFacts } from '../oracle/facts.ts';
import { CITIES, deliveries, history } from '../oracle/history.ts';

const ANCHOR = parseIsoInstant('2026-11-23T19:42:07.123+08:00')!;
const folder = makeFolder();
afterAll(() => rm(folder, { recursive: true, force: true }));

const sent = fc.sample(history({ anchor: ANCHOR }), { numRuns: 1, seed: 11 })[0]!;
const batches = fc.sample(deliveries(sent), { numRuns: 1, seed: 12 })[0]!;
const half = Math.ceil(batches.length / 2);

async function serve<T>(task: (server: Awaited<ReturnType<typeof startTestServer>>) => Promise<T>) {
	const server = await startTestServer({ clock: () => ANCHOR, folder });
	try {
		return await task(server);
	} finally {
		await server.close();
	}
}

async function withStore<T>(task: (store: Store) => Promise<T>): Promise<T> {
	const store = await openStore({ dataDir: folder });
	try {
		return await task(store);
	} finally {
		await store.close();
	}
}

const heads = (store: Store) =>
	store.read(
		'SELECT toString(identity) AS identity, revision, toString(digest) AS digest, toString(caller) AS caller, anchor FROM heads FINAL ORDER BY identity'
	);

it('heads that steps keep are those of the log', async () => {
	await serve(async (server) => {
		for (const batch of batches.slice(0, half)) await server.sendAll(batch);
		await server.settled();
	});
	await withStore(async (store) => {
		const kept = await heads(store);
		expect(kept.length).toBeGreaterThan(0);
		await store.command('TRUNCATE TABLE heads');
		await store.settle(headsFromLogSql('1'));
		expect(await heads(store)).toEqual(kept);
	});
});

it('a store that was settled without heads gets them at the next start, and stays exact', async () => {
	await withStore(async (store) => {
		await store.command('TRUNCATE TABLE heads');
		await store.command(`DELETE FROM store_state WHERE name = 'heads_filled'`);
	});
	await serve(async (server) => {
		for (const batch of batches.slice(half)) await server.sendAll(batch);
		await server.settled();
		const facts = currentFacts(sent);
		for (const city of CITIES)
			await expectSameMeasures(server, facts, {
				city,
				from: ANCHOR - 400 * 86_400_000,
				to: ANCHOR + 1,
				now: ANCHOR
			});
	});
});
