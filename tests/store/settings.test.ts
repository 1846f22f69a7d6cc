/** What people set, on the real store: versions that neither fork nor vanish. */
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ApiError } from '../../server/api/errors.ts';
import { createSettings, type Settings } from '../../server/settings/settings.ts';
import { migrate } from '../../server/store/migrate.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import { makeFolder } from '../harness.ts';

const RULE = {
	kind: 'test_rule',
	schema: z.object({ limit: z.number().min(0), label: z.string().default('none') })
};
const OTHER = { kind: 'test_other', schema: z.string() };

const folder = makeFolder();
let now = Date.parse('2026-11-24T09:00+08:00');
let store: Store;
let settings: Settings;
async function open(): Promise<void> {
	store = await openStore({ dataDir: folder });
	await migrate(store, 'process');
	settings = createSettings({ store, clock: () => now });
}
beforeAll(open);
afterAll(async () => {
	await store.close();
	await rm(folder, { recursive: true, force: true });
});

const rule = (city: string, id: string, limit: number | null, more = {}) => ({
	city,
	id,
	value: limit === null ? null : { limit, label: 'x' },
	author: 'wang',
	...more
});
const refusal = async (task: Promise<unknown>): Promise<ApiError> => {
	const error = await task.then(
		() => null,
		(thrown: unknown) => thrown
	);
	if (!(error instanceof ApiError)) throw new Error('expected a refusal', { cause: error });
	return error;
};

describe('a setting', () => {
	it('is in force with its author, time and note, and again after a restart', async () => {
		const put = await settings.put(RULE, rule('420100', 'first', 3, { note: '说明 “it’s” \\' }));
		const expected = {
			kind: 'test_rule',
			city: '420100',
			id: 'first',
			version: 1,
			at: now,
			author: 'wang',
			note: '说明 “it’s” \\',
			value: { limit: 3, label: 'x' }
		};
		expect(put).toEqual(expected);
		expect(await settings.current(RULE, '420100', 'first')).toEqual(expected);
		await store.close();
		await open();
		expect(await settings.current(RULE, '420100', 'first')).toEqual(expected);
	});

	it('keeps every version, newest first, also after it was removed and set again', async () => {
		const id = 'kept';
		await settings.put(RULE, rule('420100', id, 1));
		now += 1000;
		await settings.put(RULE, rule('420100', id, 2));
		await settings.put(RULE, rule('420100', id, null, { note: 'no longer' }));
		expect(await settings.current(RULE, '420100', id)).toBeNull();
		expect((await settings.list(RULE, '420100')).map((each) => each.id)).not.toContain(id);
		await settings.put(RULE, rule('420100', id, 4));
		const history = await settings.history(RULE, '420100', id);
		expect(history.map(({ version, value }) => [version, value?.limit ?? null])).toEqual([
			[4, 4],
			[3, null],
			[2, 2],
			[1, 1]
		]);
		expect(history[3]!.at).toBe(now - 1000);
	});

	it('stands apart by kind, city and id', async () => {
		await settings.put(RULE, rule('', 'apart', 1));
		await settings.put(RULE, rule('110000', 'apart', 2));
		await settings.put(RULE, rule('110000', 'b', 3));
		await settings.put(OTHER, { city: '110000', id: 'apart', value: 'text', author: 'li' });
		expect((await settings.list(RULE, '')).map(({ value }) => value?.limit)).toEqual([1]);
		expect((await settings.list(RULE, '110000')).map(({ id }) => id)).toEqual(['apart', 'b']);
		expect((await settings.current(OTHER, '110000', 'apart'))?.value).toBe('text');
		expect(await settings.current(OTHER, '110000', 'b')).toBeNull();
	});

	it('takes the schema’s defaults, and names every field that is wrong', async () => {
		const value = { limit: 1 } as { limit: number; label: string };
		const put = await settings.put(RULE, { city: '', id: 'd', value, author: 'li' });
		expect(put.value).toEqual({ limit: 1, label: 'none' });
		const bad = { limit: -1, label: 7 } as unknown as { limit: number; label: string };
		const error = await refusal(
			settings.put(RULE, { city: '', id: 'd', value: bad, author: 'li' })
		);
		expect(error.status).toBe(422);
		expect(error.fields?.map(({ path }) => path)).toEqual(['limit', 'label']);
		expect(error.message).toMatch(/limit: .*label: /);
		expect((await settings.current(RULE, '', 'd'))?.version).toBe(1);
	});

	it('has an id that can be spelled, and a note of some length', async () => {
		for (const id of ['', "x'; DROP TABLE settings", 'x'.repeat(65)])
			expect((await refusal(settings.put(RULE, rule('', id, 1)))).fields?.[0]?.path).toBe('id');
		const long = rule('', 'n', 1, { note: 'x'.repeat(2001) });
		expect((await refusal(settings.put(RULE, long))).fields?.[0]?.path).toBe('note');
		expect(await settings.current(RULE, '', "x'")).toBeNull();
		expect(await settings.history(RULE, '', "x'")).toEqual([]);
	});
});

describe('changes', () => {
	it('of a version that is no longer in force are refused, and leave it as it is', async () => {
		await settings.put(RULE, rule('', 'seen', 1, { expectedVersion: 0 }));
		await settings.put(RULE, rule('', 'seen', 2, { expectedVersion: 1 }));
		for (const expectedVersion of [0, 1, 3]) {
			const error = await refusal(settings.put(RULE, rule('', 'seen', 9, { expectedVersion })));
			expect([error.status, error.code]).toEqual([409, 'version_conflict']);
		}
		expect((await settings.current(RULE, '', 'seen'))?.value?.limit).toBe(2);
		await settings.put(RULE, rule('', 'seen', null));
		expect((await settings.put(RULE, rule('', 'seen', 5, { expectedVersion: 0 }))).version).toBe(4);
	});

	it('at once each get a version of their own', async () => {
		const puts = Array.from({ length: 20 }, (_, limit) =>
			settings.put(RULE, rule('', 'raced', limit))
		);
		const versions = (await Promise.all(puts)).map(({ version }) => version);
		expect(versions).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
		expect(await settings.history(RULE, '', 'raced')).toHaveLength(20);
	});

	it('at once of one version let one through', async () => {
		await settings.put(RULE, rule('', 'once', 0));
		const puts = [1, 2, 3, 4].map((limit) =>
			settings.put(RULE, rule('', 'once', limit, { expectedVersion: 1 }))
		);
		const outcomes = (await Promise.allSettled(puts)).map(({ status }) => status);
		expect(outcomes).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
	});

	it('that remove nothing are refused', async () =>
		expect((await refusal(settings.put(RULE, rule('', 'never', null)))).status).toBe(404));

	it('are told when they are durable, to those who still listen', async () => {
		const heard: string[] = [];
		const stop = settings.onChange(({ id, version }) => {
			heard.push(`${id} ${version}`);
			throw new Error('a listener that fails');
		});
		await settings.put(RULE, rule('', 'told', 1));
		await refusal(settings.put(RULE, rule('', 'told', -1)));
		stop();
		await settings.put(RULE, rule('', 'told', 2));
		expect(heard).toEqual(['told 1']);
	});
});
