/** The importer as a person runs it, against a real server: twice, dry, interrupted, and taken back. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Quality } from '#contract/quality';
import { PREFECTURES } from '#reference/prefectures';
import { startTestServer } from '../harness.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FROM = '2024-01-01T00:00:00Z';
const TO = '2024-03-01T00:00:00Z';
const folder = mkdtempSync(join(tmpdir(), 'rexian-import-'));
let server: Awaited<ReturnType<typeof startTestServer>>;
let city = '';
let cities = 0;

beforeAll(async () => {
	server = await startTestServer();
});
afterAll(async () => {
	await server.close();
	await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
	city = PREFECTURES[cities++]!.code;
});

/** Runs the program; `out` is all that it said. */
async function importer(
	...args: string[]
): Promise<{ code: number | null; out: string; run: string }> {
	const child = spawn(
		process.execPath,
		['--import', 'tsx', 'scripts/import.ts', ...args, '--url', server.url],
		{ cwd: ROOT, env: { ...process.env, INIT_CWD: folder } }
	);
	const exited = once(child, 'exit');
	const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
	const [code] = (await exited) as [number | null];
	return { code, out: out + err, run: /^run (\S+) /m.exec(out)?.[1] ?? '' };
}

interface Rate {
	numerator: number;
	denominator: number;
}

async function measure(id: string): Promise<Rate> {
	await server.settled();
	const answer = await server.get<{ measures: Record<string, Rate> }>(
		`/v1/measures?city=${city}&from=${FROM}&to=${TO}`
	);
	const { numerator, denominator } = answer.measures[id]!;
	return { numerator, denominator };
}

const MAPPING = {
	formats: ['yyyy-MM-dd HH:mm:ss'],
	events: [
		{
			type: 'ticket',
			fields: {
				event_id: { join: ['编号', { value: ':created' }] },
				ticket_id: '编号',
				event: { value: 'created' },
				at: { time: '受理时间' },
				channel: { column: '渠道', map: { values: { 电话: 'phone', 微信: 'wechat' } } }
			}
		}
	]
};
const TABLE = [
	['编号', '受理时间', '渠道'],
	['T1', '2024-01-05 08:30:00', '电话'],
	['T2', '2024-01-05 08:31:00', '微信'],
	['T3', '2024-01-05 08:32:00', '微信'],
	['T4', '2024-01-05 08:33:00', '传真']
];

describe('a table', () => {
	beforeAll(async () => {
		await writeFile(join(folder, 'tickets.csv'), TABLE.map((row) => row.join(',')).join('\n'));
		await writeFile(join(folder, 'tickets.json'), JSON.stringify(MAPPING));
		const [header = [], ...rows] = TABLE;
		const dated = rows.map(([id = '', at = '', way = '']) => [id, new Date(`${at}Z`), way]);
		await writeFile(
			join(folder, 'tickets.xlsx'),
			await writeXlsx({ sheets: [{ name: '工单', rows: [header, ...dated] }] })
		);
	});

	it('is shown by a dry run, which sends nothing', async () => {
		const { code, out } = await importer(
			'tickets.csv',
			'--mapping',
			'tickets.json',
			'--city',
			city,
			'--dry-run'
		);
		expect(code).toBe(0);
		expect(out).toContain('"event_id":"T1:created"');
		expect(out).toContain('rows rejected: 1 (value_unmapped 1)');
		expect(out).toContain('would be accepted: 3');
		expect(await measure('complaint_rate')).toEqual({ numerator: 0, denominator: 0 });
	});

	it('is in, once, however often it is imported, from CSV or a workbook', async () => {
		for (const file of ['tickets.csv', 'tickets.csv', 'tickets.xlsx']) {
			const { code, out } = await importer(file, '--mapping', 'tickets.json', '--city', city);
			expect(out).toContain(
				'check: 5 rows read = 3 in events + 0 filtered + 1 rejected + 1 header'
			);
			expect(code).toBe(0);
			expect(await measure('non_phone_share')).toEqual({ numerator: 2, denominator: 3 });
		}
	});

	it('is taken back by the id of its run', async () => {
		const { run } = await importer('tickets.csv', '--mapping', 'tickets.json', '--city', city);
		expect(await measure('complaint_rate')).toEqual({ numerator: 0, denominator: 3 });
		const { code, out } = await importer('--undo', run);
		expect(out).toContain(`run ${run} is withdrawn: 3 facts`);
		expect(code).toBe(0);
		expect(await measure('complaint_rate')).toEqual({ numerator: 0, denominator: 0 });
	});

	it('tells quality what the mapping lacks, of the latest run that stands', async () => {
		const unmapped = async () => {
			const answer = await server.get<Quality>(`/v1/quality?city=${city}`);
			return answer.unmapped_values.map(({ value, n, by }) => [value, n, by[0]?.run]);
		};
		const first = await importer('tickets.csv', '--mapping', 'tickets.json', '--city', city);
		expect(await unmapped()).toEqual([['传真', 1, first.run]]);
		const second = await importer('tickets.csv', '--mapping', 'tickets.json', '--city', city);
		expect(await unmapped()).toEqual([['传真', 1, second.run]]);
		await importer('--undo', second.run);
		await importer('--undo', first.run);
		expect(await unmapped()).toEqual([]);
	});

	it('that the mapping does not fit is refused before anything is sent', async () => {
		await writeFile(join(folder, 'other.csv'), '编码,受理时间,渠道\n');
		const { code, out } = await importer('other.csv', '--mapping', 'tickets.json', '--city', city);
		expect(code).toBe(1);
		expect(out).toContain('other.csv:1: the mapping does not fit this header');
	});
});

it('queue_log becomes calls, and no caller is said', async () => {
	const begin = Date.parse('2024-02-01T02:00:00Z') / 1_000;
	const lines = [
		`${begin}|c1|q|NONE|ENTERQUEUE||13900001234|1`,
		`${begin + 9}|c1|q|A1|CONNECT|9|1.1|3`,
		`${begin + 2}|c2|q|NONE|ENTERQUEUE||13900005678|2`,
		`${begin + 30}|c2|q|NONE|ABANDON|1|2|28`
	];
	await writeFile(join(folder, 'queue_log'), `${lines.join('\n')}\n`);
	const dry = await importer('queue_log', '--city', city, '--dry-run');
	const { code, out } = await importer('queue_log', '--city', city);
	expect(code).toBe(0);
	expect(dry.out + out).not.toContain('1390000');
	expect(await measure('connection_rate')).toEqual({ numerator: 1, denominator: 2 });
});

it('NDJSON goes in as it is; what the server rejects is named by file and line', async () => {
	const at = Date.parse('2024-02-01T02:00:00Z');
	const call = (id: string, more: object) =>
		JSON.stringify({ type: 'call', city, call_id: id, revision: 1, arrived_at: at, ...more });
	await writeFile(
		join(folder, 'events.ndjson'),
		[call('a', { queued_at: at, ended_at: at }), call('b', { queued_at: at - 1 })].join('\n')
	);
	const { code, out } = await importer('events.ndjson');
	expect(code).toBe(0);
	expect(out).toContain('events.ndjson:2: queued_at:');
	expect(out).toContain('[stages_out_of_order]');
	expect(await measure('connection_rate')).toEqual({ numerator: 0, denominator: 1 });
});
