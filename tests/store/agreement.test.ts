/** One figure, whoever asks, in whatever order the events came: question, wall, socket and export agree. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ClientToServer, LiveSnapshot, ServerToClient } from '#contract/live';
import type { MeasureId, Measures } from '#contract/measures';
import { parseIsoInstant } from '#contract/instant';
import { PREFECTURES } from '#reference/prefectures';
import { inCity } from '../compare.ts';
import { startTestServer } from '../harness.ts';
import { CITIES, deliveries, history } from '../oracle/history.ts';

const ANCHOR = parseIsoInstant('2026-11-23T19:42:07.123+08:00')!;
const DAY = 86_400_000;
const RUNS = process.env.REXIAN_LONG ? 40 : 3;

let server: Awaited<ReturnType<typeof startTestServer>>;
const start = async () => (server = await startTestServer({ clock: () => ANCHOR }));
beforeAll(start);
afterAll(() => server.close());

/** After those of the two orders. */
let used = RUNS;
const freshCity = () => PREFECTURES[used++]!.code;

const twice = history({ anchor: ANCHOR, cities: [CITIES[0]] }).chain((sent) =>
	fc.tuple(deliveries(sent), deliveries(sent))
);

interface Answer {
	measures: Measures;
	slots: unknown;
	steps: unknown;
}

const questions = (city: string) =>
	[
		`from=${ANCHOR - 400 * DAY}&to=${ANCHOR + 1}&by=slot&step=1mo&month_ends=25`,
		`from=${ANCHOR - 3 * DAY}&to=${ANCHOR}&by=slot&step=1h`,
		`from=${ANCHOR - 400 * DAY}&to=${ANCHOR + 1}&by=slot&step=1mo&now=${ANCHOR - DAY}`
	].map((query) => `/v1/measures?city=${city}&${query}`);

/** A fact's content names its city, so that two orders are compared in one, in stores of their own. */
it('two orders of the same events give the same answers, to the last digit', async () => {
	const seed = Math.floor(Math.random() * 2 ** 31);
	const histories = fc.sample(twice, { numRuns: RUNS, seed });
	const answersTo = async (order: 0 | 1) => {
		for (const [i, orders] of histories.entries())
			for (const batch of orders[order])
				await server.sendAll(inCity(batch, { [CITIES[0]]: PREFECTURES[i]!.code }));
		await server.settled();
		const all = histories.flatMap((_, i) => questions(PREFECTURES[i]!.code));
		return Promise.all(all.map((question) => server.get<Answer>(question)));
	};
	const one = await answersTo(0);
	await server.close();
	await start();
	expect(await answersTo(1), `seed ${seed}`).toEqual(one);
});

it('the wall, its socket, the question and the export show the same figures', async () => {
	await fc.assert(
		fc.asyncProperty(twice, async ([batches]) => {
			const city = freshCity();
			for (const batch of batches) await server.sendAll(inCity(batch, { [CITIES[0]]: city }));
			await server.settled();
			const live = await server.get<LiveSnapshot>(`/v1/live?city=${city}`);
			expect(await joined(server.url, city)).toMatchObject({
				rolling: live.rolling,
				slots: live.slots
			});
			for (const window of Object.values(live.rolling)) {
				const [from, to] = [window.from, window.to].map(encodeURIComponent);
				const query = `city=${city}&from=${from}&to=${to}`;
				const asked = await server.get<Answer>(`/v1/measures?${query}`);
				expect(window.measures).toEqual(asked.measures);
				const csv = await (
					await fetch(`${server.url}/v1/measures/export?${query}&format=csv`)
				).text();
				expectSame(csv, asked.measures);
			}
		}),
		{ numRuns: RUNS, endOnFailure: true }
	);
});

/** Numerators and denominators of the file are those of the answer. */
function expectSame(csv: string, measures: Measures): void {
	const rows = parse<Record<string, string>>(csv, { bom: true, columns: true });
	const rates = rows.filter((row) => 'numerator' in measures[row['指标编号'] as MeasureId]);
	expect(rates.length).toBeGreaterThan(10);
	for (const row of rates) {
		const rate = measures[row['指标编号'] as MeasureId] as {
			numerator: number;
			denominator: number;
		};
		expect([Number(row['分子']), Number(row['分母'])]).toEqual([rate.numerator, rate.denominator]);
	}
}

function joined(url: string, city: string): Promise<LiveSnapshot> {
	const socket: Socket<ServerToClient, ClientToServer> = io(url, {
		transports: ['websocket'],
		forceNew: true
	});
	return new Promise<LiveSnapshot>((resolve) =>
		socket.emit('live:join', city, (answer) => resolve(answer as LiveSnapshot))
	).finally(() => socket.close());
}
