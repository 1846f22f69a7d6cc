/** The wall's feed: the whole to a joiner, then changes. How soon is the bench's to say. */
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ClientToServer, LiveChange, LiveSnapshot, ServerToClient } from '#contract/live';
import { applyChange, takeWhole } from '../../src/lib/live/state.ts';
import { startTestServer } from '../harness.ts';

let now = Date.parse('2026-11-23T19:42:07+08:00');
let server: Awaited<ReturnType<typeof startTestServer>>;
const sockets: Socket<ServerToClient, ClientToServer>[] = [];
beforeAll(async () => {
	server = await startTestServer({ clock: () => now });
});
afterEach(() => sockets.splice(0).forEach((socket) => socket.close()));
afterAll(() => server.close());

function open() {
	const socket: Socket<ServerToClient, ClientToServer> = io(server.url, {
		transports: ['websocket'],
		forceNew: true
	});
	sockets.push(socket);
	const changes: LiveChange[] = [];
	socket.on('live:change', (change) => changes.push(change));
	const join = (city: string) =>
		new Promise<LiveSnapshot>((resolve) =>
			socket.emit('live:join', city, (answer) => resolve(answer as LiveSnapshot))
		);
	return { socket, changes, join };
}

/** What a client knows that takes the whole and then every change. */
function known(whole: LiveSnapshot, changes: readonly LiveChange[]): LiveSnapshot {
	let state = takeWhole(null, whole);
	for (const change of changes) {
		const next = applyChange(state, change);
		if (next === 'need-whole') throw new Error('a change was missed');
		state = next;
	}
	return state.snapshot;
}

let calls = 0;
const answered = (city: string) => ({
	type: 'call',
	city,
	call_id: `c${++calls}`,
	revision: 1,
	arrived_at: now - 5_000,
	queued_at: now - 5_000,
	answered_at: now - 1_000
});

describe('a joiner', () => {
	it('gets the whole snapshot, the same as GET /v1/live', async () => {
		await server.sendAll([answered('420100')]);
		await server.settled();
		// What today is compared with stands when the city's watch has opened.
		await server.alerts.passNow();
		const whole = await open().join('420100');
		const read = await server.get<LiveSnapshot>('/v1/live?city=420100');
		expect(read).toEqual({ ...whole, seq: read.seq });
		expect(Object.keys(whole.rolling).sort()).toEqual([
			'15m',
			'30d',
			'365d',
			'60m',
			'7d',
			'90d',
			'slot',
			'today'
		]);
	});

	it('then gets what changed, one number after the other', async () => {
		const { changes, join } = open();
		const whole = await join('420200');
		await server.sendAll([answered('420200')]);
		const shown = () => known(whole, changes).rolling['60m'].measures.connection_rate.denominator;
		await expect.poll(shown, { interval: 5 }).toBe(1);
		await server.sendAll([answered('420200')]);
		await expect.poll(shown).toBe(2);
		await server.settled();
		await expect.poll(() => known(whole, changes).feed.settled).toBe(true);
		// What today is compared with comes by itself, when the city's watch has opened.
		await vi.waitFor(async () => {
			const read = await server.get<LiveSnapshot>('/v1/live?city=420200');
			expect({ ...read, seq: 0 }).toEqual({ ...known(whole, changes), seq: 0 });
		}, 90_000);
		expect(changes.map((change) => change.seq)).toEqual(changes.map((_, i) => whole.seq + 1 + i));
		expect(new Set(changes.map((change) => change.instance))).toEqual(new Set([whole.instance]));
	});

	it('shares one computation with all others', async () => {
		const walls = [open(), open(), open()];
		await Promise.all(walls.map((wall) => wall.join('420300')));
		await server.sendAll([answered('420300')]);
		await expect.poll(() => walls.every(({ changes }) => changes.length > 0)).toBe(true);
		const last = walls.map(({ changes }) => JSON.stringify(changes.at(-1)));
		expect(new Set(last).size).toBe(1);
	});

	it('of one city hears nothing of another', async () => {
		const { changes, join } = open();
		await join('420500');
		const other = open();
		await other.join('420600');
		await server.sendAll([answered('420600')]);
		await expect.poll(() => other.changes.length).toBeGreaterThan(0);
		expect(changes.filter(({ city }) => city !== '420500')).toEqual([]);
	});
});

it('figures move with the clock even when nothing is sent', async () => {
	const waiting = { ...answered('420700'), answered_at: null };
	await server.sendAll([waiting]);
	await server.settled();
	const { changes, join } = open();
	const whole = await join('420700');
	expect(whole.now).toEqual({ waiting_now: 1, longest_wait_seconds: 5, undecided: 0 });
	now += 3_600_000;
	await expect
		.poll(() => changes.at(-1)?.sections.now)
		.toEqual({ waiting_now: 0, longest_wait_seconds: null, undecided: 1 });
});

it('a jammed queue does not look good: waiting calls are in no rate', async () => {
	await server.sendAll([answered('420800'), { ...answered('420800'), answered_at: null }]);
	await server.settled();
	const live = await server.get<LiveSnapshot>('/v1/live?city=420800');
	expect(live.rolling['60m'].measures.connection_rate).toMatchObject({
		numerator: 1,
		denominator: 1
	});
	expect(live.now.waiting_now).toBe(1);
});
