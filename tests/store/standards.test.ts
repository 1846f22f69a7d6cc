/** GB/T 33358 and 三率: exact, with n and intervals, and each city's own weights. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StandardsAnswer } from '../../src/lib/contract/standards.ts';
import { startTestServer } from '../harness.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-20T12:00:00+08:00');
const FROM = NOW - 3 * DAY;
let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
	server = await startTestServer({ clock: () => NOW });
});
afterAll(() => server.close());

interface Call {
	at: number;
	answered: boolean;
}
const eventOf = (city: string, { at, answered }: Call, index: number) => ({
	type: 'call',
	city,
	call_id: `c${index}`,
	revision: 1,
	arrived_at: at,
	queued_at: at,
	answered_at: answered ? at + 1000 : null,
	ended_at: at + 30_000
});
const ask = (city: string, more = `&from=${FROM}&to=${NOW}`) =>
	server.get<StandardsAnswer>(`/v1/standards?city=${city}${more}`);

/** Every instant at which a call enters or leaves, tried one by one. */
function worst(calls: readonly Call[]): { from: number; value: number; n: number } | null {
	const first = Math.max(FROM, Math.min(...calls.map(({ at }) => at)));
	const starts = [first, ...calls.flatMap(({ at }) => [at + 1, at - DAY + 1])]
		.filter((start) => start >= first && start <= NOW - DAY)
		.sort((a, b) => a - b);
	let found: { from: number; value: number; n: number } | null = null;
	for (const from of starts) {
		const inside = calls.filter(({ at }) => at >= from && at < from + DAY);
		if (inside.length === 0) continue;
		const value = inside.filter(({ answered }) => answered).length / inside.length;
		if (!found || value < found.value) found = { from, value, n: inside.length };
	}
	return found;
}

describe('the worst continuous 24 hours', () => {
	const cities = ['420100', '420200', '420300', '420500', '420600', '420700'];
	const calls = fc.array(
		fc.record({
			// A few round instants, so that calls fall together and exactly a day apart.
			at: fc.oneof(
				fc.integer({ min: FROM, max: NOW - 60_000 }),
				fc.integer({ min: 0, max: 70 }).map((hour) => FROM + hour * HOUR)
			),
			answered: fc.boolean()
		}),
		{ minLength: 1, maxLength: 60 }
	);
	it.each(
		cities.map((city, index) => [city, fc.sample(calls, { numRuns: 1, seed: index })[0]!] as const)
	)('are those of a plain search (%s)', async (city, drawn) => {
		await server.sendAll(drawn.map((call, index) => eventOf(city, call, index)));
		await server.settled();
		const found = (await ask(city)).gbt33358.worst_day;
		const expected = worst(drawn);
		expect(found && found.connection_rate.value).toBe(expected && expected.value);
		if (!found || !expected) return;
		expect(found.connection_rate.denominator).toBe(expected.n);
		expect(Date.parse(found.from)).toBe(expected.from);
		expect(Date.parse(found.to) - Date.parse(found.from)).toBe(DAY);
	});

	it('pass at 95 % and fail below it; a shorter window or one without calls says nothing', async () => {
		const many = (city: string, lost: number) =>
			Array.from({ length: 100 }, (_, index) =>
				eventOf(city, { at: NOW - 2 * DAY, answered: index >= lost }, index)
			);
		await server.sendAll([...many('421000', 5), ...many('421100', 6)]);
		await server.settled();
		expect((await ask('421000')).gbt33358).toMatchObject({ pass: true, target: 0.95 });
		const failed = (await ask('421100')).gbt33358;
		expect(failed.pass).toBe(false);
		expect(failed.worst_day!.connection_rate).toMatchObject({ numerator: 94, denominator: 100 });
		expect(failed.connection_rate_15s).toMatchObject({ numerator: 94, denominator: 100 });
		const short = (await ask('421100', `&from=${NOW - HOUR}&to=${NOW}`)).gbt33358;
		expect([short.worst_day, short.pass]).toEqual([null, null]);
		expect((await ask('110000')).gbt33358.pass).toBeNull();
	});
});

describe('三率', () => {
	const CITY = '421200';
	const set = (value: unknown) =>
		fetch(`${server.url}/v1/three-rates?city=${CITY}`, {
			method: 'PUT',
			body: JSON.stringify({ value })
		});

	it('weigh response, resolution and satisfaction; unknown until all that count have facts', async () => {
		expect((await ask(CITY)).three_rates).toMatchObject({ mean: null, pass: null, version: 0 });
		const at = NOW - DAY;
		const ticket = (index: number, event: string, more = {}) => ({
			type: 'ticket',
			city: CITY,
			event_id: `${index}-${event}`,
			ticket_id: `t${index}`,
			event,
			at,
			...more
		});
		const due = { channel: 'web', respond_due_at: at + HOUR, resolve_due_at: at + HOUR };
		await server.sendAll([
			...Array.from({ length: 10 }, (_, index) => ticket(index, 'created', due)),
			...Array.from({ length: 9 }, (_, index) => ticket(index, 'responded')),
			...Array.from({ length: 8 }, (_, index) => ticket(index, 'resolved')),
			...Array.from({ length: 10 }, (_, index) => ({
				type: 'rating',
				city: CITY,
				rating_id: `r${index}`,
				revision: 1,
				kind: 'callback',
				about: `t${index}`,
				rated_at: at,
				score: index < 7 ? 5 : 1
			}))
		]);
		await server.settled();
		const { three_rates: card } = await ask(CITY);
		expect(card.rates.response).toMatchObject({ numerator: 9, denominator: 10 });
		expect(card.mean!.value).toBeCloseTo(0.3 * 0.9 + 0.35 * 0.8 + 0.35 * 0.7, 12);
		expect(card.mean!.low).toBeLessThan(card.mean!.value);
		expect(card.pass).toBe(false);
	});

	it('go by the city’s own weights and target; bad ones are named and change nothing', async () => {
		const weights = { response: 1, resolution: 0, satisfaction: 0 };
		expect((await set({ weights, target: 0.9 })).status).toBe(200);
		expect((await ask(CITY)).three_rates).toMatchObject({ version: 1, pass: true, weights });
		const bad = await set({ weights: { ...weights, resolution: 0.5 }, target: 2 });
		const { error } = (await bad.json()) as { error: { message: string } };
		expect(bad.status).toBe(422);
		expect(error.message).toMatch(/target/);
		const sum = await set({ weights: { ...weights, resolution: 0.5 }, target: 0.9 });
		expect(
			((await sum.json()) as typeof error & { error: { message: string } }).error.message
		).toMatch(/weights: add up to 1\.5, must be 1/);
		expect((await ask(CITY)).three_rates.version).toBe(1);
	});
});
