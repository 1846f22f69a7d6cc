/** Readings that people set: listed with who and when, corrected, withdrawn, and what the index makes of them. */
import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assessment } from '../../src/lib/assessment/types.ts';
import type { ReadingEntry, ReadingsAnswer } from '../../src/lib/contract/readings.ts';
import { makeFolder, startTestServer } from '../harness.ts';

const CITY = '420100';
const folder = makeFolder();
const tokens = (['wang', 'li', 'survey'] as const).map((id) => ({
	id,
	sha256: createHash('sha256').update(id).digest('hex'),
	role: id === 'survey' ? 'ingest' : 'manager',
	cities: [CITY]
}));
let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
	const file = join(folder, 'auth.json');
	await writeFile(file, JSON.stringify({ tokens }));
	server = await startTestServer({ folder, env: { AUTH_FILE: file } });
});
afterAll(async () => {
	await server.close();
	await rm(folder, { recursive: true, force: true });
});

const as = (id: string) => ({ authorization: `Bearer ${id}` });
const get = async <T>(path: string): Promise<T> => {
	const response = await fetch(server.url + path, { headers: as('wang') });
	expect(response.status).toBe(200);
	return (await response.json()) as T;
};
const put = (id: string, value: unknown, by = 'wang', more = {}) =>
	fetch(`${server.url}/v1/readings/${id}?city=${CITY}`, {
		method: 'PUT',
		headers: as(by),
		body: JSON.stringify({ value, ...more })
	});
const reading = (more = {}) => ({
	item: 'trust',
	value: 91.5,
	method: 'survey',
	from: new Date(Date.now() - 20 * 86_400_000).toISOString(),
	to: new Date(Date.now() + 86_400_000).toISOString(),
	n: 400,
	note: '第三方电话访问',
	...more
});
const list = async () => (await get<ReadingsAnswer>(`/v1/readings?city=${CITY}`)).readings;
const item = async (id: string) => {
	await server.settled();
	const { indicators } = await get<Assessment>(`/v1/assessment?city=${CITY}`);
	return indicators
		.flatMap((first) => first.children!)
		.flatMap((second) => second.items!)
		.find((one) => one.id === id)!;
};

describe('a reading', () => {
	it('stands in the index at once, under the id of who set it', async () => {
		const response = await put('r1', reading());
		expect(response.status).toBe(200);
		expect(((await response.json()) as ReadingEntry).revisions).toMatchObject([
			{ revision: 1, author: 'wang', value: { item: 'trust', value: 91.5, n: 400 } }
		]);
		expect(await item('trust')).toMatchObject({
			source: 'survey',
			measure: { value: 91.5, n: 400 },
			reading: { id: 'r1' }
		});
	});

	it('is corrected by the next revision, and withdrawn; the older ones stay on record', async () => {
		expect((await put('r1', reading({ value: 88 }), 'li', { expected_version: 1 })).status).toBe(
			200
		);
		expect((await item('trust')).measure.value).toBe(88);
		expect((await put('r1', reading(), 'wang', { expected_version: 1 })).status).toBe(409);
		expect((await put('r1', null, 'li')).status).toBe(200);
		expect((await item('trust')).source).toBe('unknown');
		expect((await put('r1', null)).status).toBe(404);
		const [entry] = await list();
		expect(
			entry!.revisions.map(({ revision, author, value }) => [revision, author, value?.value])
		).toEqual([
			[3, 'li', undefined],
			[2, 'li', 88],
			[1, 'wang', 91.5]
		]);
		await put('r1', reading({ value: 70 }));
		expect((await item('trust')).measure.value).toBe(70);
	});

	it('that a source sent stands in the same list', async () => {
		const event = { type: 'reading', city: CITY, reading_id: 'sent', revision: 7, ...reading() };
		expect((await server.send(JSON.stringify(event), as('survey'))).status).toBe(200);
		const entry = (await list()).find(({ reading_id }) => reading_id === 'sent');
		expect(entry?.revisions).toMatchObject([{ revision: 7, author: 'survey' }]);
		expect((await put('sent', null)).status).toBe(200);
		expect(
			(await list()).find(({ reading_id }) => reading_id === 'sent')?.revisions[0]
		).toMatchObject({ revision: 8, value: null });
	});

	it('that was withdrawn for good stays so, and is told so', async () => {
		const gone = { type: 'reading', city: CITY, reading_id: 'gone', void: true };
		await server.send(JSON.stringify(gone), as('survey'));
		const response = await put('gone', reading());
		const { error } = (await response.json()) as { error: { code: string } };
		expect([response.status, error.code]).toEqual([409, 'reading_final']);
	});

	it('set by two at once is one of them, the other is told', async () => {
		const both = ['wang', 'li'].map((by, index) =>
			put('raced', reading({ value: 80 + index }), by, { expected_version: 0 })
		);
		const statuses = (await Promise.all(both)).map(({ status }) => status).sort();
		expect(statuses).toEqual([200, 409]);
		const entry = (await list()).find(({ reading_id }) => reading_id === 'raced');
		expect(entry?.revisions).toHaveLength(1);
	});

	it.each<[string, object, string, RegExp]>([
		['an unknown item', { item: 'smile' }, 'item', /no item/],
		['a value out of range', { value: 130 }, 'value', /0 to 100 for trust/],
		[
			'a period that ends before it starts',
			{ to: '2020-01-01T00:00:00+08:00' },
			'to',
			/after from/
		],
		['a method that is none', { method: 'rumour' }, 'method', /inspection/],
		['no value', { value: null }, 'value', /missing/],
		['a time without an offset', { from: '2026-01-01' }, 'from', /offset/]
	])('with %s is told so by field', async (_, more, path, says) => {
		const response = await put('bad', reading(more));
		const { error } = (await response.json()) as {
			error: { fields: { path: string; message: string }[] };
		};
		expect(response.status).toBe(422);
		expect(error.fields[0]!.path).toBe(path);
		expect(error.fields[0]!.message).toMatch(says);
		expect((await list()).some(({ reading_id }) => reading_id === 'bad')).toBe(false);
	});
});
