/** Nothing that anybody writes runs: hostile text through every door, against tables that must not change. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVENT_SPECS } from '#contract/events';
import { ROUTE_PERMISSIONS } from '../../server/access/gate.ts';
import { openStore } from '../../server/store/store.ts';
import { makeFolder, startTestServer } from '../harness.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RUNS = process.env.REXIAN_LONG ? 400 : 40;
const CITY = '420100';
const NOW = Date.now();
const PLANTED = ['planted', 'raw_planted'];

const folder = makeFolder();
const files = makeFolder();
let server: Awaited<ReturnType<typeof startTestServer>>;

/** What ended an insert in the engine's own reading of inline data, and what people try elsewhere. */
const PIECES = [
	'\n\n',
	'\r\n\r\n',
	'\r',
	'\0',
	';',
	'--',
	'/*',
	'*/',
	"'",
	"''",
	'"',
	'`',
	'\\',
	"\\'",
	')',
	'{',
	'}',
	'{x:String}',
	'\u2028',
	'\ufeff',
	' FORMAT JSONEachRow ',
	' SETTINGS max_threads=1 ',
	...PLANTED.flatMap((table) => [
		`DROP TABLE ${table};`,
		`\n\nTRUNCATE TABLE rexian.${table}\n\n`,
		`INSERT INTO ${table} VALUES (666);`,
		`') UNION ALL SELECT x FROM ${table} --`
	]),
	'ALTER TABLE calls DELETE WHERE 1;',
	'DROP DATABASE rexian;'
];
const hostile = fc
	.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 5 })), {
		minLength: 1,
		maxLength: 8
	})
	.map((pieces) => pieces.join(''));

beforeAll(async () => {
	const first = await startTestServer({ folder });
	await first.close();
	const store = await openStore({ dataDir: folder });
	for (const table of PLANTED) {
		await store.command(`CREATE TABLE ${table} (x UInt64) ENGINE = MergeTree ORDER BY x`);
		await store.insert(table, [{ x: 1 }, { x: 2 }]);
	}
	await store.close();
	server = await startTestServer({ folder });
});

/** Every table by name, and what is planted, as the store holds them. */
async function look(): Promise<unknown> {
	const store = await openStore({ dataDir: folder });
	const tables = await store.read(
		`SELECT name, create_table_query AS made FROM system.tables WHERE database = 'rexian' ORDER BY name`
	);
	const planted = await Promise.all(
		PLANTED.map((table) => store.read(`SELECT x FROM ${table} ORDER BY x`))
	);
	await store.close();
	return { tables, planted };
}

let before: unknown;
beforeAll(async () => {
	// The same process may open the folder beside the server.
	before = await look();
});
afterAll(async () => {
	await server.close();
	await rm(folder, { recursive: true, force: true });
	await rm(files, { recursive: true, force: true });
});

const call = (id: string, more: object = {}) => ({
	type: 'call',
	city: CITY,
	call_id: id,
	revision: 1,
	arrived_at: NOW - 60_000,
	queued_at: NOW - 60_000,
	answered_at: NOW - 30_000,
	...more
});

/** Nothing may be so bad that the server fails. */
async function expectCalm(response: Response): Promise<void> {
	const body = await response.text();
	expect([response.status, response.status < 500 ? '' : body]).toEqual([response.status, '']);
}

describe('events', () => {
	it('with hostile text in any field are data: accepted and counted, or named and left out', async () => {
		let accepted = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...Object.entries(EVENT_SPECS)),
				hostile,
				fc.boolean(),
				async ([type, { schema, id }], bad, zipped) => {
					const fields = Object.keys(schema.shape).filter((key) => key !== 'type');
					const events = [
						...fields.map((field) => ({ ...call('x'), type, [id]: 'x', [field]: bad })),
						call(bad, { line: bad, queue: bad, agent_id: bad, caller: bad })
					];
					const ndjson = events.map((event) => JSON.stringify(event)).join('\n');
					const body = zipped ? gzipSync(JSON.stringify(events)) : ndjson;
					const response = await server.send(
						body,
						zipped ? { 'content-encoding': 'gzip' } : undefined
					);
					const reply = (await response.json()) as { accepted: number; rejected_total: number };
					expect(response.status).toBe(200);
					expect(reply.accepted + reply.rejected_total).toBe(events.length);
					accepted += reply.accepted;
				}
			),
			{ numRuns: RUNS }
		);
		expect(accepted).toBeGreaterThan(0);
	});

	it('that are no events at all, raw or beside good ones', async () => {
		await fc.assert(
			fc.asyncProperty(hostile, async (bad) => {
				await expectCalm(await server.send(bad));
				await expectCalm(await server.send(`[${bad}`));
				await expectCalm(await server.send(`${JSON.stringify(call('good'))}\n${bad}\n`));
			}),
			{ numRuns: RUNS }
		);
	});
});

/** A request with any bytes in its path, which fetch would mend. */
function raw(method: string, path: string, body = ''): Promise<number> {
	const { hostname, port } = new URL(server.url);
	return new Promise((resolve, reject) => {
		const sent = request(
			{ hostname, port, method, path, headers: { 'content-type': 'application/json' } },
			(answer) => {
				answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
			}
		);
		sent.on('error', reject);
		sent.end(body);
	});
}

const PARAMETERS = [
	'city from to now by slot step month_ends compare definition outcome after limit format lang',
	'window profile version kind id range baseline peers tier scope'
].flatMap((names) => names.split(' '));
const GOOD = `city=${CITY}&from=0&to=${NOW}&outcome=lost&format=csv`;

describe('questions', () => {
	const routes = Object.keys(ROUTE_PERMISSIONS).filter((route) => !route.endsWith('/*'));
	it.each(routes)('%s with hostile parameters, path and body', async (route) => {
		const [method = '', path = ''] = route.split(' ');
		await fc.assert(
			fc.asyncProperty(hostile, fc.constantFrom(...PARAMETERS), async (bad, name) => {
				const said = encodeURIComponent(bad.toWellFormed());
				const at = path.replace(/:\w+/g, said);
				const query = new URLSearchParams(GOOD);
				query.set(name, bad.toWellFormed());
				const body = JSON.stringify({ value: { name: bad, note: bad }, note: bad, token: bad });
				expect(await raw(method, `${at}?${query}`, body)).toBeLessThan(500);
				expect(await raw(method, `${at}?${GOOD}`, bad)).toBeLessThan(500);
			}),
			{ numRuns: Math.ceil(RUNS / 8) }
		);
	});

	it('of sockets', async () => {
		const socket = io(server.url, { transports: ['websocket'], forceNew: true });
		await fc.assert(
			fc.asyncProperty(hostile, async (bad) => {
				const answer: unknown = await socket.timeout(60_000).emitWithAck('live:join', bad);
				expect(JSON.stringify(answer)).not.toContain('"now"');
			}),
			{ numRuns: RUNS }
		);
		socket.close();
	});

	it('names of runs', async () => {
		await fc.assert(
			fc.asyncProperty(hostile, async (bad) => {
				const run = bad.replace(/[^\x20-\x7e]/g, '');
				const response = await server.send(JSON.stringify(call('run')), { 'x-rexian-run': run });
				expect(response.status).toBe(/^[\w.-]{1,64}$/.test(run.trim()) ? 200 : 400);
			}),
			{ numRuns: RUNS }
		);
	});
});

describe('files', () => {
	const BAD = fc.sample(hostile, { numRuns: 60, seed: 11 });
	const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
	const MAPPING = {
		formats: ['yyyy-MM-dd HH:mm:ss'],
		events: [
			{
				type: 'ticket',
				fields: {
					event_id: 'id',
					ticket_id: 'id',
					event: { value: 'created' },
					at: { time: 'at' },
					category: 'text',
					department: 'text',
					channel: { column: 'way', map: { values: { a: 'web' }, default: null } }
				}
			}
		]
	};
	const rows = BAD.map((bad, i) => [`${i}${bad}`, '2024-01-05 08:30:00', bad, bad]);
	const table = [['id', 'at', 'text', 'way'], ...rows];

	async function importer(name: string, content: string | Uint8Array, more: string[]) {
		writeFileSync(join(files, name), content);
		writeFileSync(join(files, 'm.json'), JSON.stringify(MAPPING));
		const args = ['scripts/import.ts', name, '--url', server.url, '--city', CITY, ...more];
		const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
			cwd: ROOT,
			env: { ...process.env, INIT_CWD: files }
		});
		const exited = once(child, 'exit');
		const said = (await Promise.all([text(child.stdout), text(child.stderr)])).join('');
		expect([(await exited)[0], said]).toEqual([0, expect.stringContaining('check:')]);
	}

	it('CSV', () =>
		importer('x.csv', table.map((row) => row.map(quoted).join(',')).join('\r\n'), [
			'--mapping',
			'm.json'
		]));

	it('workbooks', async () => {
		const clean = table.map((row) =>
			// A workbook is XML: what XML cannot hold is no file that anybody has.
			row.map((cell) => cell.toWellFormed().replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/g, '?'))
		);
		const book = await writeXlsx({ sheets: [{ name: 'x', rows: clean }] });
		await importer('x.xlsx', book, ['--mapping', 'm.json']);
	});

	it('queue_log', () => {
		const lines = BAD.flatMap((bad, i) => {
			const word = bad.replaceAll('\n', ' ');
			return [
				`170444${String(1000 + i)}|${i}${word}|${word}|${word}|ENTERQUEUE||${word}|1`,
				`170444${String(1000 + i)}|${i}|q|a|${word}|1`
			];
		});
		return importer('queue_log', lines.join('\n'), ['--format', 'queue-log']);
	});

	it('NDJSON', () => {
		const lines = BAD.flatMap((bad, i) => [
			JSON.stringify(call(`${i}${bad}`, { queue: bad })),
			bad
		]);
		return importer('x.ndjson', lines.join('\n'), []);
	});
});

it('after all that every table is there and what was planted is as it was', async () => {
	await server.settled();
	expect(before).toMatchObject({
		planted: [
			[{ x: 1 }, { x: 2 }],
			[{ x: 1 }, { x: 2 }]
		]
	});
	expect(await look()).toEqual(before);
});
