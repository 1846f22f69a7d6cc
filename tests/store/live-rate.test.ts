/** `connection_rate_live` over the real log: a source that reports at hang-up, and one that reports live. */
import { afterEach, expect, it } from 'vitest';
import type { MeasuresAnswer } from '../../src/lib/contract/answers.ts';
import type { LiveSnapshot } from '../../src/lib/contract/live.ts';
import { startTestServer } from '../harness.ts';

const CITY = '420100';
const MINUTE = 60_000;
const START = Date.parse('2026-11-24T10:00+08:00');
const WAIT = 10_000;
const TALK = 150_000;
const PATIENCE = 70_000;

let now = START;
let server: Awaited<ReturnType<typeof startTestServer>>;
afterEach(() => server.close());

/** Ten calls a minute, every fifth lost, each told when its source knows of it. */
function reports(reporting: 'hang-up' | 'live', minutes: number) {
	return Array.from({ length: minutes * 10 }, (_, n) => {
		const at = START + n * (MINUTE / 10);
		const [answered, ended] = [at + WAIT, at + WAIT + TALK];
		const call = { type: 'call', city: CITY, call_id: `c${n}`, arrived_at: at, queued_at: at };
		if (n % 5 === 0) {
			const end = at + PATIENCE;
			return [{ due: end, event: { ...call, revision: 3, ended_at: end } }];
		}
		const whole = { ...call, revision: 3, answered_at: answered, ended_at: ended };
		const first = { ...call, revision: 2, answered_at: answered };
		const last = { due: ended, event: whole };
		return reporting === 'live' ? [{ due: answered, event: first }, last] : [last];
	}).flat();
}

it.each(['hang-up', 'live'] as const)('a %s source', async (reporting) => {
	now = START;
	server = await startTestServer({ clock: () => now });
	const waiting = reports(reporting, 180);
	for (const end = START + 180 * MINUTE; now < end; now += 3 * MINUTE) {
		const due = waiting.filter((one) => one.due <= now && one.due > now - 3 * MINUTE);
		if (due.length > 0) await server.sendAll(due.map(({ event }) => event));
	}
	now -= 3 * MINUTE;
	await server.settled();
	const { rolling } = await server.get<LiveSnapshot>(`/v1/live?city=${CITY}`);
	const { connection_rate: plain, connection_rate_live: live } = rolling['15m'].measures;
	expect(Math.abs(plain.value! - 0.8)).toBeGreaterThan(0.008);
	expect(Math.abs(live!.value! - 0.8)).toBeLessThan(0.005);
	expect(live).toMatchObject({ provisional: true });
	expect(live!.delays).toBeGreaterThan(200);
	// A window whose records are all in has settled.
	const [from, to] = [START + 30 * MINUTE, START + 60 * MINUTE];
	const { measures } = await server.get<MeasuresAnswer>(
		`/v1/measures?city=${CITY}&from=${from}&to=${to}`
	);
	expect(measures.connection_rate_live).toMatchObject({ ...measures.connection_rate });
});

it('a replay of the day up to now says nothing about how its source reports', async () => {
	now = START + 300 * MINUTE;
	server = await startTestServer({ clock: () => now });
	const due = reports('live', 300).filter((one) => one.due <= now);
	await server.sendAll(due.map(({ event }) => event));
	await server.settled();
	const { rolling } = await server.get<LiveSnapshot>(`/v1/live?city=${CITY}`);
	const { connection_rate: plain, connection_rate_live: live } = rolling['15m'].measures;
	expect(live).toMatchObject({ ...plain, delays: 0 });
});
