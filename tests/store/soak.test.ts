/**
 * A day of a hotline in a few minutes, in many small requests, with a wall looking on: parts do not
 * pile up, handles and memory stay, and answers take no longer at the end than at the beginning.
 */
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ClientToServer, ServerToClient } from '#contract/live';
import { openStore, type Store } from '../../server/store/store.ts';
import { makeFolder, startTestServer } from '../harness.ts';

const CITY = '420100';
const IS_LONG = Boolean(process.env.REXIAN_LONG);
/** So long it runs, and so much faster the clock goes: a whole day in the long one. */
const RUN_MS = IS_LONG ? 300_000 : 6_000;
const FACTOR = IS_LONG ? 288 : 600;
const SAMPLES = IS_LONG ? 20 : 8;
const SENDERS = 4;
/** The engine merges behind inserts: what matters is that it keeps up. It slows senders at 1,000 a partition. */
const MOST_PARTS = 120;

const startedAt = Date.now();
const began = performance.now();
const clock = () => Math.floor(startedAt + (performance.now() - began) * FACTOR);
const folder = makeFolder();
let server: Awaited<ReturnType<typeof startTestServer>>;
let store: Store;
let socket: Socket<ServerToClient, ClientToServer>;

beforeAll(async () => {
	server = await startTestServer({ folder, clock });
	store = await openStore({ dataDir: folder, readers: 1 });
	socket = io(server.url, { transports: ['websocket'], forceNew: true });
	socket.emit('live:join', CITY, () => undefined);
});
afterAll(async () => {
	socket.close();
	await store.close();
	await server.close();
	await rm(folder, { recursive: true, force: true });
});

let calls = 0;
/** A call told twice, as sources do: when it is queued, and when it is decided. */
async function oneCall(): Promise<void> {
	const at = clock() - 120_000;
	const n = ++calls;
	const call = { type: 'call', city: CITY, call_id: `c${n}`, arrived_at: at, queued_at: at };
	await server.sendAll([{ ...call, revision: 1 }]);
	const end = n % 5 === 0 ? { ended_at: at + 40_000 } : { answered_at: at + 9_000 };
	await server.sendAll([{ ...call, revision: 2, ...end }]);
}

interface Sample {
	parts: number;
	handles: number;
	megabytes: number;
	answerMs: number;
}

async function sample(): Promise<Sample> {
	const [row] = await store.read<{ parts: number }>(
		`SELECT max(parts) AS parts FROM (SELECT count() AS parts FROM system.parts
WHERE database = 'rexian' AND active GROUP BY table, partition)`
	);
	const answers: number[] = [];
	for (let i = 0; i < 3; i++) {
		const asked = performance.now();
		const now = clock();
		await server.get(`/v1/measures?city=${CITY}&from=${now - 86_400_000}&to=${now}`);
		answers.push(performance.now() - asked);
	}
	return {
		parts: row!.parts,
		handles: process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0,
		megabytes: process.memoryUsage().rss / 2 ** 20,
		answerMs: answers.sort((a, b) => a - b)[1]!
	};
}

it('a day of small requests leaves no more behind than an hour', { timeout: 600_000 }, async () => {
	let isOver = false;
	const senders = Array.from({ length: SENDERS }, async () => {
		while (!isOver) {
			await oneCall();
			await pause(5);
		}
	});
	const samples: Sample[] = [];
	for (let i = 0; i < SAMPLES; i++) {
		await pause(RUN_MS / SAMPLES);
		samples.push(await sample());
	}
	isOver = true;
	await Promise.all(senders);
	if (IS_LONG) process.stdout.write(`${samples.map((one) => JSON.stringify(one)).join('\n')}\n`);

	expect(Math.max(...samples.map(({ parts }) => parts))).toBeLessThan(MOST_PARTS);
	const [early, last] = [samples.slice(2, 5), samples.slice(-3)];
	const most = (of: Sample[], key: keyof Sample) => Math.max(...of.map((one) => one[key]));
	expect(most(last, 'handles')).toBeLessThan(most(early, 'handles') + 200);
	if (IS_LONG) {
		expect(most(last, 'megabytes')).toBeLessThan(most(early, 'megabytes') + 250);
		expect(most(last, 'answerMs')).toBeLessThan(3 * most(early, 'answerMs') + 50);
	}
	await server.settled();
	const now = clock();
	const { measures } = await server.get<{ measures: { connection_rate: object } }>(
		`/v1/measures?city=${CITY}&from=${startedAt - 86_400_000}&to=${now}`
	);
	expect(measures.connection_rate).toMatchObject({
		numerator: calls - Math.floor(calls / 5),
		denominator: calls
	});
});
