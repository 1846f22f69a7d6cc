/** What was shown of the index stays as it was shown, beside what is known today. */
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beijingMidnight } from '#contract/instant';
import type { Assessment } from '../../src/lib/assessment/types.ts';
import type { HistoryAnswer } from '../../src/lib/contract/history.ts';
import { makeFolder, startTestServer } from '../harness.ts';

const DAY = 86_400_000;
const CITY = '420100';
/** Minutes are kept for a week of the store's own clock; its own midnight is never near. */
let now = beijingMidnight(Date.now() - 3 * DAY) + DAY / 2;
const folder = makeFolder();
let server: Awaited<ReturnType<typeof startTestServer>>;
const start = async () => {
	server = await startTestServer({ folder, clock: () => now });
};
beforeAll(start);
afterAll(async () => {
	await server.close();
	await rm(folder, { recursive: true, force: true });
});

let calls = 0;
const call = (city: string, at: number, answered: boolean) => ({
	type: 'call',
	city,
	call_id: `c${++calls}`,
	revision: 1,
	arrived_at: at,
	queued_at: at,
	...(answered ? { answered_at: at + 5_000 } : {}),
	ended_at: at + 60_000
});
const history = (more = '&window=1d') =>
	server.get<HistoryAnswer>(`/v1/assessment/history?city=${CITY}${more}`);
const send = (path: string, body: unknown) =>
	fetch(server.url + path, { method: 'PUT', body: JSON.stringify(body) });
const record = async () => {
	await server.settled();
	await server.recordIndex();
};

describe('the history of the index', () => {
	it('holds what was shown, once a minute, with profile and coverage, also unwatched', async () => {
		await server.sendAll(Array.from({ length: 50 }, () => call(CITY, now - 3_600_000, true)));
		await record();
		const shown = await server.get<Assessment>(`/v1/assessment?city=${CITY}`);
		await record();
		now += 60_000;
		await record();
		const { step, points } = await history();
		expect(step).toBe('minute');
		expect(points).toHaveLength(2);
		expect(points[0]).toEqual({
			as_of: shown.as_of,
			from: shown.from,
			to: shown.to,
			profile: { id: 'national-2023', version: 1 },
			index: shown.index,
			grade: shown.grade.value,
			rank: shown.rank
		});
	});

	it('goes on after a restart without a second entry for a minute', async () => {
		await server.close();
		await start();
		await record();
		expect((await history()).points).toHaveLength(2);
		now += 60_000;
		await record();
		expect((await history()).points).toHaveLength(3);
	});

	it('is what the wall showed, where somebody watched', async () => {
		now += 60_000;
		const live = await server.get<{ index: Assessment }>(`/v1/live?city=${CITY}`);
		await record();
		expect((await history()).points.at(-1)!.index).toEqual(live.index.index);
	});

	it('keeps what was shown when facts come late, and sets today’s knowledge beside it', async () => {
		const before = (await history()).points;
		await server.sendAll(Array.from({ length: 50 }, () => call(CITY, now - DAY, false)));
		await server.settled();
		const { points } = await history('&window=1d&recompute=2');
		expect(points.map(({ recomputed: _, ...shown }) => shown)).toEqual(before);
		expect(points.map((point) => 'recomputed' in point)).toEqual([true, false, false, true]);
		expect(points[0]!.recomputed!.point).toBeLessThan(points[0]!.index.point);
		const asOf = points[0]!;
		const window = `from=${Date.parse(asOf.from)}&to=${Date.parse(asOf.to)}`;
		const again = await server.get<Assessment>(
			`/v1/assessment?city=${CITY}&${window}&now=${Date.parse(asOf.as_of)}`
		);
		expect(asOf.recomputed).toEqual(again.index);
		now += 60_000;
		await record();
		expect((await history('&window=1d&recompute=40')).points.at(-1)!.recomputed).toBeNull();
	});

	it('keeps the last of each day, written once', async () => {
		const last = (await history()).points.at(-1)!;
		now += DAY;
		await record();
		await server.close();
		await start();
		now += DAY;
		await record();
		const { step, points } = await history('&window=30d');
		expect(step).toBe('day');
		expect(points.map(({ as_of }) => as_of.slice(0, 10))).toEqual(
			[0, 1, 2].map((days) =>
				new Date(Date.parse(last.as_of) + days * DAY + 8 * 3_600_000).toISOString().slice(0, 10)
			)
		);
		expect(points[0]).toEqual(last);
	});

	it('carries notes of its time, which can be taken away', async () => {
		const note = { at: new Date(now - 1000).toISOString(), text: '晚间加派三人' };
		expect((await send(`/v1/annotations/n1?city=${CITY}`, { value: note })).status).toBe(200);
		expect((await history()).annotations).toMatchObject([
			{ id: 'n1', text: note.text, author: 'local' }
		]);
		expect((await history(`&from=0&to=1`)).annotations).toEqual([]);
		const bad = await send(`/v1/annotations/n2?city=${CITY}`, { value: { at: 'noon', text: '' } });
		const { error } = (await bad.json()) as { error: { fields: { path: string }[] } };
		expect([bad.status, error.fields.map(({ path }) => path)]).toEqual([422, ['at', 'text']]);
		await send(`/v1/annotations/n1?city=${CITY}`, { value: null });
		expect((await history()).annotations).toEqual([]);
	});
});
