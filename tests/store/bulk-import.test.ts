/**
 * A bulk import while a wall looks on: each live call comes to the wall all the while, and
 * in the end everything is counted once. `REXIAN_LONG=1` imports 2 million calls, `REXIAN_BULK` as many as it says.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ClientToServer, ChangedSections, LiveSnapshot, ServerToClient } from '#contract/live';
import { PREFECTURES } from '#reference/prefectures';
import { startTestServer } from '../harness.ts';

const CALLS = Number(process.env.REXIAN_BULK ?? (process.env.REXIAN_LONG ? 2_000_000 : 40_000));
const CITY = '420100';
const BATCH = 4_000;
const IN_FLIGHT = 3;
const LIVE_EVERY_MS = 250;
const DAY = 86_400_000;
const NOW = Date.now();
const HISTORY = { from: NOW - 700 * DAY, to: NOW - 2 * DAY };

let server: Awaited<ReturnType<typeof startTestServer>>;
let socket: Socket<ServerToClient, ClientToServer>;
/** Decided calls of the last hour, as the wall last had them. */
let shown = 0;

const take = ({ rolling }: ChangedSections) => {
	shown = rolling?.['60m']?.measures.connection_rate?.denominator ?? shown;
};

beforeAll(async () => {
	server = await startTestServer();
	socket = io(server.url, { transports: ['websocket'], forceNew: true });
	socket.on('live:change', ({ sections }) => take(sections));
	await new Promise<void>((resolve) =>
		socket.emit('live:join', CITY, (answer) => {
			take(answer as LiveSnapshot);
			resolve();
		})
	);
});
afterAll(async () => {
	socket.close();
	await server.close();
});

const span = HISTORY.to - HISTORY.from - DAY;
const line = (i: number) => {
	const at = HISTORY.from + ((i * 7_919_993) % span);
	const end = i % 10 === 0 ? `"ended_at":${at + 60_000}` : `"answered_at":${at + 8_000}`;
	const city = PREFECTURES[i % 20]!.code;
	return `{"type":"call","city":"${city}","call_id":"bulk-${i}","revision":1,"arrived_at":${at},"queued_at":${at},${end}}`;
};

async function importAll(): Promise<void> {
	let next = 0;
	const sender = async () => {
		while (next < CALLS) {
			const from = next;
			next += BATCH;
			const size = Math.min(BATCH, CALLS - from);
			const body = Array.from({ length: size }, (_, i) => line(from + i)).join('\n');
			for (;;) {
				const response = await server.send(body, { 'x-rexian-run': 'bulk' });
				await response.arrayBuffer();
				if (response.status === 200) break;
				expect([429, 503]).toContain(response.status);
				await pause(200);
			}
		}
	};
	await Promise.all(Array.from({ length: IN_FLIGHT }, sender));
}

it('a wall stays live while history comes in, and all of it is counted once', async () => {
	let isOver = false;
	const importing = importAll().finally(() => (isOver = true));
	const waits: number[] = [];
	for (let n = 1; !isOver; n++) {
		const at = Date.now() - 1_000;
		const sentAt = performance.now();
		await server.sendAll([
			{
				type: 'call',
				city: CITY,
				call_id: `live-${n}`,
				revision: 1,
				arrived_at: at,
				queued_at: at,
				answered_at: at
			}
		]);
		await expect.poll(() => shown, { interval: 10 }).toBeGreaterThanOrEqual(n);
		waits.push(performance.now() - sentAt);
		await pause(LIVE_EVERY_MS);
	}
	await importing;
	await server.settled();
	waits.sort((a, b) => a - b);
	if (process.env.REXIAN_LONG)
		process.stdout.write(
			`wall: p50 ${waits[Math.floor(waits.length / 2)]?.toFixed(0)} ms, worst ${waits.at(-1)?.toFixed(0)} ms of ${waits.length}\n`
		);

	const counts = await Promise.all(
		PREFECTURES.slice(0, 20).map(async ({ code }) => {
			const { measures } = await server.get<{
				measures: { connection_rate: { numerator: number; denominator: number } };
			}>(`/v1/measures?city=${code}&from=${HISTORY.from}&to=${HISTORY.to}`);
			return measures.connection_rate;
		})
	);
	const total = (key: 'numerator' | 'denominator') =>
		counts.reduce((sum, count) => sum + count[key], 0);
	expect([total('numerator'), total('denominator')]).toEqual([
		CALLS - Math.ceil(CALLS / 10),
		CALLS
	]);
}, 3_600_000);
