/** Two servers on one store, which an external ClickHouse allows: the elder finds out and ends. */
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSettings } from '../../server/settings/settings.ts';
import { migrate } from '../../server/store/migrate.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import { holdStore } from '../../server/store/tenancy.ts';
import { THREE_RATES } from '../../server/assessment/three-rates.ts';
import { makeFolder } from '../harness.ts';

const folder = makeFolder();
let store: Store;
beforeAll(async () => {
	store = await openStore({ dataDir: folder });
	await migrate(store, 'process');
});
afterAll(async () => {
	await store.close();
	await rm(folder, { recursive: true, force: true });
});

const hold = async (instance: string) => {
	let lost = 0;
	const onError = (error: unknown) => expect.fail(String(error));
	const held = await holdStore({ store, instance, onLost: () => lost++, onError });
	return { ...held, lost: () => lost };
};

it('the one that started last holds it, also where one was killed and started again', async () => {
	const first = await hold('first');
	await first.look();
	expect(first.lost()).toBe(0);
	const second = await hold('second');
	await first.look();
	await second.look();
	expect([first.lost(), second.lost()]).toEqual([1, 0]);
	const again = await hold('first-again');
	await second.look();
	await again.look();
	expect([second.lost(), again.lost()]).toEqual([1, 0]);
	for (const one of [first, second, again]) one.stop();
});

it('a version that both set at once is told to whoever set it second', async () => {
	const at = 1_764_000_000_000;
	const value = { weights: { response: 0.2, resolution: 0.4, satisfaction: 0.4 }, target: 0.9 };
	const change = { city: '420100', id: 'three_rates', value, author: 'wang' };
	// The other server's row comes between looking for the newest version and writing the next.
	const racing: Store = {
		...store,
		insert: async (table, rows) => {
			await store.insert(table, [
				{ ...rows[0], author: 'li', value: JSON.stringify({ ...value, target: 0.8 }) }
			]);
			await store.insert(table, rows);
		}
	};
	await expect(
		createSettings({ store: racing, clock: () => at }).put(THREE_RATES, change)
	).rejects.toMatchObject({ status: 409, code: 'version_conflict' });
	const settings = createSettings({ store, clock: () => at + 1 });
	expect((await settings.put(THREE_RATES, change)).version).toBe(2);
	expect((await settings.current(THREE_RATES, '420100', 'three_rates'))?.version).toBe(2);
});
