/** What importers say of rows that became no event: by run and file, once, and gone when taken back. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImportNotes } from '#contract/imports';
import type { Quality } from '#contract/quality';
import { PREFECTURES } from '#reference/prefectures';
import { startTestServer } from '../harness.ts';

const ANCHOR = Date.parse('2026-11-23T19:42:07.123+08:00');
let now = ANCHOR;
let server: Awaited<ReturnType<typeof startTestServer>>;
let city = '';
let used = 0;

beforeAll(async () => {
	server = await startTestServer({ clock: () => now });
});
afterAll(() => server.close());
beforeEach(() => {
	now = ANCHOR;
	city = PREFECTURES[used++]!.code;
});

const KEY = '0123456789abcdef';
const notes = (more: Partial<ImportNotes> = {}): ImportNotes => ({
	city,
	file: { key: KEY, name: '工单.csv' },
	from_line: 1,
	lines: 100,
	rejected: [{ reason: 'time_serial', n: 3 }],
	unmapped: [{ column: '渠道', value: '传真', n: 5 }],
	...more
});

async function tell(run: string, body: unknown): Promise<number> {
	now += 1000;
	const response = await fetch(`${server.url}/v1/imports/${run}/notes`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body)
	});
	return response.status;
}

const undo = async (run: string) =>
	(await fetch(`${server.url}/v1/imports/${run}/undo`, { method: 'POST' })).status;
const bad = () => JSON.stringify({ type: 'call', city, call_id: 'x', revision: 1 });
const quality = (): Promise<Quality> => server.get(`/v1/quality?city=${city}`);
const nameOf = (run: string) => `${run}-${city}`;
const words = ({ unmapped_values }: Quality) =>
	unmapped_values.map(({ column, value, n }) => [column, value, n]);

describe('notes of an import', () => {
	it('are in quality by run, reason and word, though the run brought no event', async () => {
		const run = nameOf('a');
		expect(await tell(run, notes())).toBe(204);
		const answer = await quality();
		expect(answer.rows_rejected).toMatchObject([
			{ reason: 'time_serial', n: 3, by: [{ run, via: 'local', file: '工单.csv' }] }
		]);
		expect(words(answer)).toEqual([['渠道', '传真', 5]]);
		expect(answer.total).toMatchObject({ rows_rejected: 3, unmapped: 5, events: 0 });
		expect(answer.sources).toMatchObject([
			{ id: run, kind: 'import', via: 'local', rows_rejected: 3, unmapped: 5, files: ['工单.csv'] }
		]);
	});

	it('told again replace what was told, parts of a run add up', async () => {
		const run = nameOf('a');
		await tell(run, notes());
		await tell(run, notes({ lines: 200, unmapped: [{ column: '渠道', value: '传真', n: 9 }] }));
		await tell(run, notes({ from_line: 201, rejected: [] }));
		const answer = await quality();
		expect(words(answer)).toEqual([['渠道', '传真', 14]]);
		expect(answer.total.rows_rejected).toBe(3);
	});

	it('give way to a later run of the same file, and stand again when that is taken back', async () => {
		await tell(nameOf('a'), notes());
		await server.send(bad(), { 'x-rexian-run': nameOf('a') });
		await tell(nameOf('b'), notes({ rejected: [], unmapped: [] }));
		let answer = await quality();
		expect([answer.rows_rejected, answer.unmapped_values, answer.rejected]).toEqual([[], [], []]);
		expect(answer.total).toMatchObject({ rows_rejected: 0, unmapped: 0, rejected: 0 });
		expect(answer.sources.find(({ id }) => id === nameOf('a'))).toMatchObject({
			repeated: true,
			rejected: 1,
			unmapped: 5
		});
		expect(await undo(nameOf('b'))).toBe(200);
		answer = await quality();
		expect(words(answer)).toEqual([['渠道', '传真', 5]]);
		expect(answer.total).toMatchObject({ rows_rejected: 3, rejected: 1 });
	});

	it('of another file, or from the middle of one, take nobody’s place', async () => {
		await tell(nameOf('a'), notes());
		await tell(nameOf('b'), notes({ file: { key: `${KEY}00`, name: '工单.csv' } }));
		await tell(nameOf('c'), notes({ from_line: 50 }));
		expect(words(await quality())).toEqual([['渠道', '传真', 15]]);
	});

	it('of a run that was taken back count nowhere, and no more are taken', async () => {
		await tell(nameOf('a'), notes());
		await server.send(bad(), { 'x-rexian-run': nameOf('a') });
		expect((await quality()).total.rejected).toBe(1);
		expect(await undo(nameOf('a'))).toBe(200);
		const answer = await quality();
		expect(answer.total).toMatchObject({ rejected: 0, rows_rejected: 0, unmapped: 0 });
		expect(answer.rejected).toEqual([]);
		expect(answer.sources).toMatchObject([{ id: nameOf('a'), undone: true, rejected: 1 }]);
		expect(await tell(nameOf('a'), notes())).toBe(409);
	});

	it('keep no number, whoever tells them', async () => {
		const value = '13900001234';
		await tell(nameOf('a'), notes({ unmapped: [{ column: value, value, n: 1 }] }));
		const answer = await quality();
		expect(words(answer)).toEqual([['###########', '###########', 1]]);
	});

	it.each([
		['an unknown reason', { rejected: [{ reason: 'x', n: 1 }] }],
		['no city', { city: '999999' }],
		['a key that is none', { file: { key: "'; DROP TABLE calls", name: 'x' } }],
		['a negative count', { unmapped: [{ column: 'a', value: 'b', n: -1 }] }]
	])('with %s are refused', async (_, more) => {
		expect(await tell(nameOf('a'), { ...notes(), ...more })).toBe(400);
	});
});

it('rejected lines stand with the run that brought them, however many a request had', async () => {
	const run = nameOf('a');
	const lines = Array.from({ length: 1500 }, bad).join('\n');
	await server.send(lines, { 'x-rexian-run': run });
	await server.send(bad());
	const answer = await quality();
	expect(answer.total.rejected).toBe(1501);
	expect(answer.rejected).toMatchObject([{ code: 'field_missing', n: 1501 }]);
	const rejected = answer.sources.map(({ id, rejected }) => [id, rejected]);
	expect(Object.fromEntries(rejected)).toEqual({ [run]: 1500, local: 1 });
});
