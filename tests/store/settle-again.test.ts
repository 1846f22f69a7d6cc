/** A settling step that broke off is done again, with more batches behind it, and leaves nothing over. */
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventType } from '#contract/events';
import { migrate } from '../../server/store/migrate.ts';
import { settle } from '../../server/store/settle.ts';
import { openStore, type Store } from '../../server/store/store.ts';
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

const AT = 1_790_000_000_000;

async function log(batch: number, type: string, id: string, revision: number, content: object) {
	await store.insert('raw_events', [
		{
			batch,
			received_at: AT,
			source: 'test',
			run: '',
			city: 420100,
			type,
			id,
			revision,
			void: 0,
			happened_at: AT,
			caller: '',
			content: JSON.stringify(content)
		}
	]);
}

const breaksOff = () => Promise.reject(new Error('the power went'));

it.each([
	{
		type: 'call',
		id: 'call_id',
		question: 'SELECT placed_at AS place FROM calls FINAL',
		content: (place: number) => ({ arrived_at: place, queued_at: place }),
		place: (place: number) => place
	},
	{
		type: 'rating',
		id: 'rating_id',
		question: 'SELECT rated_at AS place FROM ratings FINAL',
		content: (place: number) => ({ kind: 'callback', about: 'a', rated_at: place, score: 5 }),
		place: (place: number) => place
	},
	{
		type: 'ticket',
		id: 'event_id',
		question: 'SELECT ticket_id AS place FROM tickets FINAL WHERE created_at IS NOT NULL',
		content: (place: number) => ({ ticket_id: `t${place}`, event: 'created', at: AT }),
		place: (place: number) => `t${place}`
	}
])('a $type that moved meanwhile stands once, at its new place', async (fact) => {
	const rows = async () =>
		(await store.read<{ place: unknown }>(fact.question)).map((r) => r.place);
	const types = new Set<EventType>([fact.type as EventType]);
	await log(1, fact.type, 'x', 1, fact.content(AT));
	await settle(store, { first: 1, last: 1, types });
	expect(await rows()).toEqual([fact.place(AT)]);
	await log(2, fact.type, 'x', 2, fact.content(AT + 1));
	await expect(settle(store, { first: 2, last: 2, types }, { derive: breaksOff })).rejects.toThrow(
		'the power went'
	);
	await log(3, fact.type, 'x', 3, fact.content(AT + 2));
	await settle(store, { first: 2, last: 3, types }, { again: true });
	expect(await rows()).toEqual([fact.place(AT + 2)]);
	await store.command('TRUNCATE TABLE raw_events');
});
