/** What senders do wrong costs them the line or the body, and nobody else anything. */
import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IngestReply } from '#contract/ingest';
import { PREFECTURES } from '#reference/prefectures';
import { openStore } from '../../server/store/store.ts';
import { makeFolder, startTestServer } from '../harness.ts';

const NOW = Date.parse('2026-11-23T19:42:07+08:00');
const folder = makeFolder();
let server: Awaited<ReturnType<typeof startTestServer>>;
let city = '';
let cities = 0;

beforeAll(async () => {
	server = await startTestServer({
		clock: () => NOW,
		folder,
		env: { MAX_BODY_BYTES: String(2 ** 24) }
	});
});
afterAll(() => server.close());
beforeEach(() => {
	city = PREFECTURES[cities++]!.code;
});

const call = (id: string, more: object = {}) => ({
	type: 'call',
	city,
	call_id: id,
	revision: 1,
	arrived_at: NOW - 60_000,
	queued_at: NOW - 50_000,
	answered_at: NOW - 45_000,
	...more
});
const lines = (...events: unknown[]) =>
	events.map((event) => (typeof event === 'string' ? event : JSON.stringify(event))).join('\n');

async function send(
	body: string | Buffer,
	headers = {}
): Promise<{ status: number; reply: IngestReply }> {
	const response = await server.send(body, headers);
	return { status: response.status, reply: (await response.json()) as IngestReply };
}

/** Calls of this test's city that are in the figures. */
async function counted(): Promise<number> {
	await server.settled();
	const answer = await server.get<{ measures: { connection_rate: { denominator: number } } }>(
		`/v1/measures?city=${city}&from=${NOW - 86_400_000}&to=${NOW}`
	);
	return answer.measures.connection_rate.denominator;
}

describe('good events are in, whatever stands beside them', () => {
	it('as lines, with each bad one named', async () => {
		const { status, reply } = await send(
			lines(
				call('a'),
				'{"type":',
				'',
				call('b', { revision: 0 }),
				call('c', { city: '000000' }),
				'null',
				call('d')
			)
		);
		expect(status).toBe(200);
		expect(reply.accepted).toBe(2);
		expect(reply.rejected_total).toBe(4);
		expect(reply.rejected.map(({ line, code }) => [line, code])).toEqual([
			[2, 'json_malformed'],
			[4, 'field_invalid'],
			[5, 'city_unknown'],
			[6, 'not_an_object']
		]);
		expect(await counted()).toBe(2);
	});

	it('as an array, with each bad element named', async () => {
		const { reply } = await send(JSON.stringify([call('a'), 7, call('b')]));
		expect(reply).toMatchObject({ accepted: 2, rejected: [{ line: 2, code: 'not_an_object' }] });
		expect(await counted()).toBe(2);
	});

	it('in gzip', async () => {
		const { reply } = await send(gzipSync(lines(call('a'), call('b'))), {
			'content-encoding': 'gzip'
		});
		expect(reply.accepted).toBe(2);
		expect(await counted()).toBe(2);
	});

	it('beside a line of 10 MB', async () => {
		const { reply } = await send(
			lines(call('a'), `{"x":"${'y'.repeat(10 * 2 ** 20)}"}`, call('b'))
		);
		expect(reply.accepted).toBe(2);
		expect(reply.rejected).toMatchObject([{ line: 2, code: 'line_too_long' }]);
	});

	it('beside invalid UTF-8', async () => {
		const body = Buffer.concat([
			Buffer.from(lines(call('a')) + '\n'),
			Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x0a]),
			Buffer.from(lines(call('b')))
		]);
		const { reply } = await send(body);
		expect(reply.accepted).toBe(2);
		expect(reply.rejected).toMatchObject([{ line: 2, code: 'invalid_utf8' }]);
	});

	it('before the point where a gzip breaks off', async () => {
		const many = Array.from({ length: 3000 }, (_, i) => call(`call-${i}-${Math.sin(i)}`));
		const whole = gzipSync(lines(...many));
		const { status, reply } = await send(whole.subarray(0, whole.length - 2000), {
			'content-encoding': 'gzip'
		});
		expect(status).toBe(200);
		expect(reply.accepted).toBeGreaterThan(0);
		expect(reply.accepted).toBeLessThan(3000);
		expect(reply.rejected.at(-1)?.code).toBe('body_truncated');
		expect(await counted()).toBe(reply.accepted);
	});

	it('before an array that never closes', async () => {
		const { status, reply } = await send(
			`[${JSON.stringify(call('a'))},${JSON.stringify(call('b'))},{"ty`
		);
		expect(status).toBe(200);
		expect(reply).toMatchObject({ accepted: 2, rejected: [{ line: 3, code: 'body_truncated' }] });
	});

	it('before a client left midway, and the server goes on', async () => {
		await new Promise<void>((resolve) => {
			const post = request(`${server.url}/v1/events`, {
				method: 'POST',
				headers: { 'content-length': '100000' }
			});
			post.on('error', () => resolve());
			post.write(lines(call('a'), call('b')) + '\n{"type":"ca', () =>
				setImmediate(() => post.destroy())
			);
		});
		expect((await send(lines(call('c')))).reply.accepted).toBe(1);
		await expect.poll(counted).toBeGreaterThanOrEqual(1);
	});
});

describe('a body that nobody can read', () => {
	it.each([
		['no JSON at all', 'hello\nworld'],
		['half an object', '{"type":"call"'],
		['an array of nothing readable', '[{"type"']
	])('%s is 400', async (_, body) => {
		const { status, reply } = await send(body);
		expect(status).toBe(400);
		expect(reply.accepted).toBe(0);
	});

	it('that is no gzip is 400', async () => {
		expect((await send('{"type":"call"}', { 'content-encoding': 'gzip' })).status).toBe(400);
	});

	it('in an unknown encoding is 415', async () => {
		expect((await send('x', { 'content-encoding': 'br' })).status).toBe(415);
	});

	it('over the limit is 413, by its declared length', async () => {
		expect((await send('x'.repeat(2 ** 24 + 1))).status).toBe(413);
	});
});

it('an empty body is a heartbeat, which the walls of its sender’s cities can see', async () => {
	const beat = async (of: string) =>
		(await server.get<{ feed: { last_heartbeat_at: string | null } }>(`/v1/live?city=${of}`)).feed
			.last_heartbeat_at;
	await send(lines(call('a')));
	expect(await send('')).toEqual({
		status: 200,
		reply: { accepted: 0, rejected_total: 0, rejected: [] }
	});
	expect(await send(' \n')).toMatchObject({ status: 200 });
	expect(Date.parse((await beat(city))!)).toBe(NOW);
	expect(await beat(PREFECTURES.at(-1)!.code)).toBeNull();
});

it('at most 1,000 rejections are listed, all are counted', async () => {
	const { reply } = await send(Array.from({ length: 1500 }, () => '{}').join('\n'));
	expect(reply.rejected_total).toBe(1500);
	expect(reply.rejected).toHaveLength(1000);
});

describe('nothing that is sent is executed', () => {
	const SQL = [
		'DROP TABLE raw_events',
		'DROP DATABASE rexian',
		'INSERT INTO calls VALUES (1)',
		'SYSTEM SHUTDOWN'
	];
	it('after a blank line, in ids, in texts, in cities, in queries', async () => {
		for (const sql of SQL) {
			await send(lines(call('a'), '', `${sql};`, ''));
			await send(lines(call(`x\n\n${sql};\n`, { line: `\n\n${sql};`, queue: `'); ${sql}; --` })));
			await send(
				lines(call('b', { city: `420100; ${sql}` }), call('c', { type: `call'; ${sql}` }))
			);
			const bad = await fetch(
				`${server.url}/v1/measures?city=${encodeURIComponent(`420100; ${sql}`)}&from=0&to=1`
			);
			expect(bad.status).toBe(400);
			const worse = await fetch(
				`${server.url}/v1/measures?city=420100&from=${encodeURIComponent(`0; ${sql}`)}&to=1`
			);
			expect(worse.status).toBe(400);
		}
		expect(await counted()).toBe(1 + SQL.length);
	});
});

it('no caller is anywhere in the store, the answers or the quarantine', async () => {
	const number = '19900007788';
	await send(
		lines(
			call('a', { caller: number }),
			call('b', { caller: Number(number) }),
			call('c', { caller: [number] }),
			{
				type: 'session',
				city,
				session_id: 's',
				revision: 1,
				channel: 'web',
				requested_at: NOW,
				citizen: ` ${number} `
			},
			`{"caller":"${number}"`,
			number
		)
	);
	await server.settled();
	const live = await (await fetch(`${server.url}/v1/live?city=${city}`)).text();
	expect(live).not.toContain(number);
	// Small parts are not compressed away: an id of the same request is found, the number is not.
	const found = await Promise.all([filesWith('"call_id":"a"'), filesWith(number)]);
	expect(found[1]).toEqual([]);
});

it('what was turned away is in quarantine, with the reason, the line and the city alone', async () => {
	await send(lines(call('a'), call('b', { mos: 9, caller: '19900007788' })));
	await server.close();
	const store = await openStore({ dataDir: folder });
	const rows = await store.read(
		`SELECT source, city, line, code, message FROM quarantine WHERE city = ${Number(city)}`
	);
	await store.close();
	server = await startTestServer({ clock: () => NOW, folder });
	expect(rows).toEqual([
		{
			source: 'local',
			city: Number(city),
			line: 2,
			code: 'field_invalid',
			message: expect.stringMatching(/^mos: got 9; /) as string
		}
	]);
});

async function filesWith(text: string): Promise<string[]> {
	const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
		entry.isFile()
	);
	const hits = await Promise.all(
		files.map(async (file) => {
			const content = await readFile(join(file.parentPath, file.name)).catch(() => Buffer.alloc(0));
			return content.includes(text) ? file.name : null;
		})
	);
	return hits.filter((name) => name !== null);
}
