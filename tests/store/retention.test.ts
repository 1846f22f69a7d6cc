/** Months that are no longer kept: their log goes, their figures stay and cannot be changed. */
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { IngestReply } from '#contract/ingest';
import type { Quality } from '#contract/quality';
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
