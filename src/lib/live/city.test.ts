import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveChange, LiveSnapshot, SocketRefusal } from '../contract/live.ts';
import { LiveCity, type LiveSocket } from './city.svelte.ts';

const T0 = Date.UTC(2026, 10, 23, 11, 42);
const at = (seconds: number) => new Date(T0 + seconds * 1000).toISOString();
const whole = (seq: number, instance = 'a') =>
	({
		city: '420100',
		as_of: at(seq),
		instance,
		seq,
		feed: { last_received_at: at(seq), last_heartbeat_at: null, settled: true }
	}) as LiveSnapshot;
const change = (seq: number): LiveChange => ({
	city: '420100',
	as_of: at(seq),
	instance: 'a',
	seq,
	sections: { now: { waiting_now: seq, longest_wait_seconds: null, undecided: 0 } }
});

type Answer = (failure: Error | null, answer?: LiveSnapshot | SocketRefusal) => void;

/** A line without a network: tests speak for the server. */
function fakeLine() {
	const handlers = new Map<string, (payload?: unknown) => void>();
	const joins: Answer[] = [];
	const socket = {
		connected: false,
		active: true,
		on: (event: string, handler: (payload?: unknown) => void) => handlers.set(event, handler),
		timeout: () => ({ emit: (_event: string, _city: string, reply: Answer) => joins.push(reply) }),
		emit: () => undefined,
		connect: () => undefined,
		disconnect: () => undefined
	};
	const say = (event: string, payload?: unknown) => {
		if (event === 'connect') socket.connected = true;
		if (event === 'disconnect') socket.connected = false;
		handlers.get(event)?.(payload);
	};
	return { socket: socket as unknown as LiveSocket, joins, say };
}

describe('a city on the wall', () => {
	let local = 0;
	let online = true;
	let line = fakeLine();
	let city = new LiveCity({ city: '420100', clock: () => local, connect: () => line.socket });

	beforeEach(() => {
		vi.useFakeTimers();
		local = 0;
		online = true;
		line = fakeLine();
		city = new LiveCity({
			city: '420100',
			clock: () => local,
			connect: () => line.socket,
			online: () => online
		});
		city.start();
		return () => vi.useRealTimers();
	});

	const joined = () => {
		line.say('connect');
		line.joins.at(-1)?.(null, whole(1));
	};

	it('joins on connecting and shows the whole it is answered', () => {
		expect(city.status).toBe('connecting');
		joined();
		expect(city.state?.snapshot.seq).toBe(1);
		expect(city.status).toBe('live');
		expect(city.serverNow).toBe(T0 + 1000);
	});

	it('asks once for the whole after a gap and applies nothing until it comes', () => {
		joined();
		line.say('live:change', change(3));
		line.say('live:change', change(4));
		expect(line.joins).toHaveLength(2);
		expect(city.state?.snapshot.seq).toBe(1);
		line.joins[1]?.(null, whole(4));
		line.say('live:change', change(5));
		expect(city.state?.snapshot).toMatchObject({ seq: 5, now: { waiting_now: 5 } });
	});

	it('keeps the last figures when the line breaks, says since when, and joins again', () => {
		joined();
		local = 8000;
		line.say('disconnect', 'transport close');
		local = 70_000;
		city.tick();
		expect(city.status).toBe('disconnected');
		expect(city.downSince).toBe(T0 + 9000);
		expect(city.state?.snapshot.seq).toBe(1);
		line.say('connect');
		expect(city.status).toBe('disconnected');
		line.joins.at(-1)?.(null, whole(40, 'b'));
		expect(city.status).toBe('live');
		expect(city.downSince).toBeNull();
	});

	it('tells a server that hung up from a network that is gone', () => {
		joined();
		line.say('disconnect', 'transport close');
		expect(city.downCause).toBe('server');
		line.say('disconnect', 'ping timeout');
		expect(city.downCause).toBe('network');
	});

	it('blames the network while this machine has none', () => {
		online = false;
		joined();
		local = 16_000;
		city.tick();
		expect(city.status).toBe('disconnected');
		expect(city.downCause).toBe('network');
	});

	it('is refused when the city is forbidden, and asks again later', () => {
		line.say('connect');
		line.joins[0]?.(null, { error: { code: 'city_forbidden', message: 'no' } });
		expect(city.status).toBe('refused');
		vi.advanceTimersByTime(30_000);
		line.joins[1]?.(null, whole(2));
		expect(city.status).toBe('live');
	});

	it('asks again when the answer does not come or the server is in trouble', () => {
		line.say('connect');
		line.joins[0]?.(new Error('timeout'));
		vi.advanceTimersByTime(2000);
		line.joins[1]?.(null, { error: { code: 'store_unavailable', message: 'starting' } });
		vi.advanceTimersByTime(2000);
		expect(line.joins).toHaveLength(3);
		expect(city.status).toBe('connecting');
	});
});
