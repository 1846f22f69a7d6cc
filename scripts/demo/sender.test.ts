import { describe, expect, it } from 'vitest';
import { Refused } from '../import/post.ts';
import type { HotlineEvent } from '../simulate/events.ts';
import { Sender } from './sender.ts';

const EVENTS: HotlineEvent[] = [
	{ type: 'call', city: '420100', call_id: 'c1', revision: 1, arrived_at: 1_764_000_000_000 },
	{ type: 'call', city: '420100', call_id: 'c2', revision: 1, arrived_at: 1_764_000_000_001 }
];
const taken = () =>
	Response.json({ accepted: EVENTS.length, rejected_total: 0, rejected: [] }, { status: 200 });

/** A sender against a server that gives these answers in turn; null is a broken connection. */
function sending(...answers: (Response | null)[]) {
	const bodies: string[] = [];
	const pauses: number[] = [];
	const warnings: string[] = [];
	const stop = new AbortController();
	const sender = new Sender({
		url: 'http://127.0.0.1:1',
		signal: stop.signal,
		warn: (text) => warnings.push(text),
		fetch: (_url, init) => {
			bodies.push(init?.body as string);
			const answer = answers.shift();
			return answer ? Promise.resolve(answer) : Promise.reject(new TypeError('fetch failed'));
		},
		pause: (ms) => Promise.resolve(pauses.push(ms))
	});
	return { sender, bodies, pauses, warnings, stop };
}

describe('a sender', () => {
	it('writes one event a line', async () => {
		const { sender, bodies } = sending(taken());
		await sender.send(EVENTS);
		const lines = bodies[0]?.trimEnd().split('\n') ?? [];
		expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(EVENTS);
		expect(sender.accepted).toBe(2);
	});

	it('sends the same batch again until it is taken', async () => {
		const busy = new Response('busy', { status: 503 });
		const { sender, bodies, pauses } = sending(null, busy, null, taken());
		await sender.send(EVENTS);
		expect(bodies).toHaveLength(4);
		expect(new Set(bodies).size).toBe(1);
		expect(pauses).toEqual([100, 200, 400]);
	});

	it('waits as long as the server asks, at most five seconds', async () => {
		const full = (after: string) =>
			new Response('', { status: 429, headers: { 'retry-after': after } });
		const { sender, pauses } = sending(full('2'), full('3600'), taken());
		await sender.send(EVENTS);
		expect(pauses).toEqual([2_000, 5_000]);
	});

	it('says and counts what was rejected', async () => {
		const rejected = [{ line: 2, code: 'field_invalid', message: 'mos: want at most 5' }];
		const { sender, warnings } = sending(
			Response.json({ accepted: 1, rejected_total: 1, rejected })
		);
		await sender.send(EVENTS);
		expect(sender.rejected).toBe(1);
		expect(warnings.join()).toMatch(/REJECTED field_invalid: mos: want at most 5 in .*"c2"/);
	});

	it('gives up on a batch that the server will never take', async () => {
		const { sender } = sending(new Response('no', { status: 401 }));
		await expect(sender.send(EVENTS)).rejects.toThrow(Refused);
	});

	it('stops when asked to', async () => {
		const { sender, stop } = sending(null);
		stop.abort();
		await expect(sender.send(EVENTS)).rejects.toThrow();
	});
});
