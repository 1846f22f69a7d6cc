/** Months that are no longer kept: their log goes, their figures stay and cannot be changed. */
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assessment } from '#assessment/types';
import type { IngestReply } from '#contract/ingest';
import type { Quality } from '#contract/quality';
import type { ReadingEntry, ReadingsAnswer } from '#contract/readings';
import { openStore } from '../../server/store/store.ts';
import { makeFolder, startTestServer } from '../harness.ts';

const CITY = '420100';
const at = (text: string) => Date.parse(`${text}+08:00`);
let now = at('2025-01-15T10:00:00');
const folder = makeFolder();
let server: Awaited<ReturnType<typeof startTestServer>>;
const start = async (months: number) =>
	(server = await startTestServer({
		folder,
		clock: () => now,
		env: { RETENTION_MONTHS: String(months) }
	}));
beforeAll(() => start(0));
afterAll(async () => {
	await server.close();
	await rm(folder, { recursive: true, force: true });
});

const call = (id: string, queued: number, more: object = {}) => ({
	type: 'call',
	city: CITY,
	call_id: id,
	revision: 1,
	arrived_at: queued,
	queued_at: queued,
	answered_at: queued + 5_000,
	...more
});
const ticket = (id: string, event: string, when: number) => ({
	type: 'ticket',
	city: CITY,
	event_id: `${id}-${event}`,
	ticket_id: id,
	event,
	at: when
});
const figures = async () => {
	await server.settled();
	const { measures, slots } = await server.get<{ measures: object; slots: object }>(
		`/v1/measures?city=${CITY}&from=${at('2024-06-01T00:00:00')}&to=${at('2025-03-01T00:00:00')}&by=slot`
	);
	return { measures, slots };
};
async function logMonths(): Promise<string[]> {
	const store = await openStore({ dataDir: folder });
	const rows = await store.read<{ month: string }>(
		`SELECT DISTINCT partition AS month FROM system.parts WHERE database = 'rexian' AND table = 'raw_events' AND active ORDER BY month`
	);
	await store.close();
	return rows.map(({ month }) => month);
}

it('keeps figures, refuses and counts what would change them, through restarts', async () => {
	await server.sendAll([
		call('old', at('2025-01-15T09:10:00')),
		call('older', at('2024-07-01T19:30:00'), {
			answered_at: null,
			ended_at: at('2024-07-01T19:31:00')
		}),
		ticket('t', 'created', at('2025-01-15T09:20:00'))
	]);
	await server.settled();
	now = at('2025-12-20T08:00:00');
	await server.sendAll([call('new', at('2025-12-20T07:00:00'))]);
	const before = await figures();
	expect(before.measures).toMatchObject({ connection_rate: { numerator: 1, denominator: 2 } });
	expect(await logMonths()).toEqual(['202501', '202512']);
	await server.close();

	await start(6);
	expect(await logMonths()).toEqual(['202512']);
	expect(await figures()).toEqual(before);

	const late = [
		call('old', at('2025-01-15T09:10:00'), { revision: 2, answered_at: null }),
		call('unheard', at('2025-05-31T23:59:59.999')),
		call('in time', at('2025-06-01T00:00:00'))
	];
	const response = await server.send(late.map((event) => JSON.stringify(event)).join('\n'));
	const reply = (await response.json()) as IngestReply;
	expect(reply).toMatchObject({ accepted: 1, rejected_total: 2 });
	expect(reply.rejected.map(({ code }) => code)).toEqual(['too_old', 'too_old']);
	// What happens now to something old is no change of the past of others.
	await server.sendAll([ticket('t', 'complained', now - 60_000)]);
	const after = await figures();
	expect(after.measures).toMatchObject({
		...before.measures,
		complaint_rate: { numerator: 1, denominator: 1 }
	});
	const quality = await server.get<Quality>(`/v1/quality?city=${CITY}`);
	expect(quality.rejected).toMatchObject([{ code: 'too_old', n: 2 }]);
	await server.close();

	await start(6);
	expect(await figures()).toEqual(after);
});

describe('readings whose log is gone', () => {
	const reading = (value: number) => ({
		item: 'trust',
		value,
		method: 'survey',
		from: '2026-07-01T00:00:00+08:00',
		to: '2026-09-01T00:00:00+08:00',
		n: 100,
		note: null
	});
	const put = async (id: string, value: unknown, expected_version?: number) => {
		const response = await fetch(`${server.url}/v1/readings/${id}?city=${CITY}`, {
			method: 'PUT',
			body: JSON.stringify({ value, expected_version })
		});
		await server.settled();
		return { status: response.status, body: (await response.json()) as ReadingEntry };
	};
	const list = async () =>
		(await server.get<ReadingsAnswer>(`/v1/readings?city=${CITY}`)).readings.map((entry) => [
			entry.reading_id,
			entry.revisions.map(({ revision, author, value }) => [revision, author, value?.value ?? null])
		]);
	const trust = async () => {
		const { indicators } = await server.get<Assessment>(
			`/v1/assessment?city=${CITY}&from=${at('2026-07-01T00:00:00')}&to=${at('2026-08-01T00:00:00')}`
		);
		return indicators
			.flatMap((first) => first.children!.flatMap((second) => second.items!))
			.find(({ id }) => id === 'trust')!.measure.value;
	};

	it('stay in the list with what stands, and are set again by the next revision, which wins', async () => {
		now = at('2026-08-01T08:00:00');
		await put('stands', reading(80));
		await put('stands', reading(81));
		await put('withdrawn', reading(70));
		await put('withdrawn', null);
		await server.close();
		now = at('2027-05-01T08:00:00');
		await start(6);
		expect(await list()).toEqual([['stands', [[2, null, 81]]]]);
		expect(await trust()).toBe(81);

		expect((await put('stands', reading(85), 1)).status).toBe(409);
		expect((await put('stands', reading(85), 2)).body.revisions[0]).toMatchObject({
			revision: 3,
			author: 'local'
		});
		expect(await trust()).toBe(85);
		expect((await put('withdrawn', null)).status).toBe(404);
		expect((await put('withdrawn', reading(90))).body.revisions).toMatchObject([{ revision: 3 }]);
		expect(await list()).toEqual([
			['stands', [[3, 'local', 85]]],
			['withdrawn', [[3, 'local', 90]]]
		]);
	});
});
