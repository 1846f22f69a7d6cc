/** Callers that are kept no longer: nothing of them is left, and what was judged by them stands. */
import { rm } from 'node:fs/promises';
import { afterAll, expect, it } from 'vitest';
import { openStore } from '../../server/store/store.ts';
import { makeFolder, startTestServer } from '../harness.ts';

const CITY = '420100';
const DAY = 86_400_000;
const START = Date.parse('2025-03-01T10:00:00+08:00');
let now = START + 20 * DAY;
const folder = makeFolder();
afterAll(() => rm(folder, { recursive: true, force: true }));

const serve = async <T>(
	task: (server: Awaited<ReturnType<typeof startTestServer>>) => Promise<T>,
	env: Record<string, string> = {}
) => {
	const server = await startTestServer({
		folder,
		clock: () => now,
		env: { CALLER_RETENTION_DAYS: '30', ...env }
	});
	try {
		return await task(server);
	} finally {
		await server.close();
	}
};

const call = (id: string, day: number, caller: string, revision = 1) => {
	const at = START + day * DAY;
	return {
		type: 'call',
		city: CITY,
		call_id: id,
		revision,
		arrived_at: at,
		queued_at: at,
		answered_at: at + 5_000,
		caller
	};
};
const [ANNE, BEA] = ['13900001111', '13900002222'];
const sent = [call('a', 0, ANNE), call('again', 3, ANNE), call('b', 0, BEA), call('late', 18, BEA)];

interface Answer {
	configuration: Record<string, number>;
	measures: { fcr_no_repeat: object; connection_rate: object };
}

async function callersLeft(): Promise<Record<string, number>> {
	const store = await openStore({ dataDir: folder, readers: 1 });
	try {
		const [row] = await store.read<Record<string, number>>(
			`SELECT (SELECT countIf(caller != '') FROM raw_events) AS log, (SELECT countIf(caller != '') FROM calls) AS calls,
	(SELECT countIf(caller != 0) FROM heads) AS heads`
		);
		return row!;
	} finally {
		await store.close();
	}
}

it('forgets them in log, facts and heads; repeats stand as they were judged, through anything', async () => {
	const ask = (server: { get<T>(path: string): Promise<T> }, more = '') =>
		server.get<Answer>(
			`/v1/measures?city=${CITY}&from=${START - DAY}&to=${START + 10 * DAY}${more}`
		);
	const judged = { numerator: 2, denominator: 3 };
	await serve(async (server) => {
		await server.sendAll(sent);
		await server.settled();
		expect((await ask(server)).measures.fcr_no_repeat).toMatchObject(judged);
		now = START + 40 * DAY;
		await server.retain();
		expect((await ask(server)).measures.fcr_no_repeat).toMatchObject(judged);
		expect((await ask(server)).configuration).toMatchObject({ caller_retention_days: 30 });
	});
	expect(await callersLeft()).toEqual({ log: 1, calls: 1, heads: 1 });

	await serve(async (server) => {
		// The same again, a correction, and a call that nobody had heard of: no caller comes back.
		await server.sendAll([...sent, call('b', 0, BEA, 2), call('unheard', 1, ANNE)]);
		await server.settled();
		await server.rolled();
		const { measures } = await ask(server);
		expect(measures.fcr_no_repeat).toMatchObject(judged);
		expect(measures.connection_rate).toMatchObject({ numerator: 4, denominator: 4 });
		const earlier = await ask(server, `&now=${START + 15 * DAY}`);
		expect(earlier.measures.fcr_no_repeat).toMatchObject(judged);
	});
	expect(await callersLeft()).toMatchObject({ log: 2, calls: 1, heads: 1 });

	// Other rules of other measures make new cells; these stand.
	await serve(
		async (server) => {
			await server.rolled();
			expect((await ask(server)).measures.fcr_no_repeat).toMatchObject(judged);
		},
		{ SATISFIED_FROM: '4' }
	);
});

it('is refused where repeats could not be judged before', async () => {
	await expect(serve(() => Promise.resolve(), { CALLER_RETENTION_DAYS: '8' })).rejects.toThrow(
		/CALLER_RETENTION_DAYS: got "8"; want 0 \(keep\) or at least 9/
	);
});
