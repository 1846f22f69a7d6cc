/** What the sources sent and what is wrong with it, against a count of every pair. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LogCounts, Quality, SourceQuality } from '#contract/quality';
import { PREFECTURES } from '#reference/prefectures';
import { inCity } from '../compare.ts';
import { makeFolder, startTestServer } from '../harness.ts';
import { currentFacts } from '../oracle/facts.ts';
import { CITIES, deliveries, history } from '../oracle/history.ts';
import { waiting } from '../oracle/measures.ts';
import { correctors, count, type Counted, type Delivery } from '../oracle/quality.ts';

const ANCHOR = Date.parse('2026-11-23T19:42:07.123+08:00');
const MINUTE = 60_000;
const DAY = 86_400_000;

let now = ANCHOR;
let server: Awaited<ReturnType<typeof startTestServer>>;
let codes: string[];
let used = 0;

const TOKENS = [
	{ id: 'pbx-1', role: 'ingest', cities: 'all' },
	{ id: 'crm', role: 'ingest', cities: 'all' },
	{ id: 'nowhere', role: 'ingest', cities: 'all' },
	{ id: 'lead', role: 'manager', cities: 'all' },
	{ id: 'local-lead', role: 'manager', cities: [CITIES[0]] },
	{ id: 'wall', role: 'display', cities: 'all' }
];
const secretOf = (id: string) => `token of ${id}`;
const as = (id: string) => ({ authorization: `Bearer ${secretOf(id)}` });

beforeAll(async () => {
	const file = join(makeFolder(), 'auth.json');
	const hashed = TOKENS.map((token) => ({
		...token,
		sha256: createHash('sha256').update(secretOf(token.id)).digest('hex')
	}));
	writeFileSync(file, JSON.stringify({ tokens: hashed }));
	server = await startTestServer({ clock: () => now, env: { AUTH_FILE: file } });
});
afterAll(() => server.close());
beforeEach(() => {
	now = ANCHOR;
	freshCities();
});

/** Each run has cities of its own in the one store; the first of all are a token's. */
function freshCities(): void {
	codes = PREFECTURES.filter(({ code }) => !CITIES.some((city) => city === code))
		.slice(used, used + 2)
		.map(({ code }) => code);
	used += 2;
}

async function send(events: readonly unknown[], source: string, run = ''): Promise<void> {
	const body = events.map((event) => JSON.stringify(event)).join('\n');
	const headers = { ...as(source), ...(run && { 'x-rexian-run': run }) };
	expect((await server.send(body, headers)).status).toBe(200);
}

async function quality(query = '', reader = 'lead', city = codes[0]!): Promise<Quality> {
	await server.settled();
	const url = `${server.url}/v1/quality?city=${city}${query}`;
	const response = await fetch(url, { headers: as(reader) });
	expect(response.status).toBe(200);
	return (await response.json()) as Quality;
}

const instant = (text: string | null) => text && Date.parse(text);

function expectCounts(got: LogCounts, want: Counted): void {
	const { events, by_type, repeats, conflicts, withdrawals, late, skew } = want;
	expect(got).toMatchObject({ events, repeats, conflicts, withdrawals, late, skew });
	expect(got.by_type).toEqual(by_type);
	if (events === 0) return;
	expect(instant(got.first_received_at)).toBe(want.first);
	expect(instant(got.last_received_at)).toBe(want.last);
	expect(instant(got.last_event_at)).toBe(want.lastEvent);
}

const SENDERS = [
	{ source: 'pbx-1', run: '' },
	{ source: 'crm', run: '' },
	{ source: 'crm', run: 'run-a' }
] as const;

const isBy = (source: SourceQuality, { source: token, run }: { source: string; run: string }) =>
	run === '' ? source.kind === 'token' && source.id === token : source.id === run;

/** Batches in order, each with who sends it and how long after the one before. */
const scenario = history({ anchor: ANCHOR, maxGroups: 25 })
	.chain((sent) => deliveries(sent))
	.chain((batches) =>
		fc.tuple(
			fc.constant(batches),
			fc.array(
				fc.tuple(fc.constantFrom(...SENDERS), fc.constantFrom(0, 1, 4 * MINUTE, DAY, 9 * DAY)),
				{ minLength: batches.length, maxLength: batches.length }
			)
		)
	);

describe('a random history from several sources', () => {
	it('is counted as a look at every pair counts it, in any window', async () => {
		await fc.assert(
			fc.asyncProperty(scenario, async ([batches, senders]) => {
				freshCities();
				// Some clocks are ahead of ours.
				now = ANCHOR - 5 * MINUTE;
				const places = Object.fromEntries(CITIES.map((city, i) => [city, codes[i]!]));
				const log: Delivery[] = [];
				for (const [i, batch] of batches.entries()) {
					const [sender, pause] = senders[i]!;
					now += pause;
					const events = inCity(batch, places);
					await send(events, sender.source, sender.run);
					log.push(...events.map((event) => ({ event, ...sender, at: now })));
				}
				for (const city of codes)
					for (const [from, to] of [
						[now - 30 * DAY, now + 1],
						[ANCHOR, ANCHOR + 2 * DAY]
					] as const) {
						const received = log.filter(
							({ event, at }) => event.city === city && at >= from && at < to
						);
						const answer = await quality(`&from=${from}&to=${to}&now=${ANCHOR}`, 'lead', city);
						expectCounts(
							answer.total,
							count(received, () => true)
						);
						expectCorrections(answer, received);
						for (const sender of SENDERS) {
							const own = (d: Delivery) => d.source === sender.source && d.run === sender.run;
							const got = answer.sources.find((source) => isBy(source, sender));
							expect(got !== undefined).toBe(received.some(own));
							if (got) expectCounts(got, count(received, own));
						}
						const facts = currentFacts(log.map(({ event }) => event));
						expect(answer.undecided.total).toBe(waiting(facts, { city, now: ANCHOR }).undecided);
					}
			}),
			{ numRuns: process.env.REXIAN_LONG ? 60 : 12, endOnFailure: true }
		);
	});
});

function expectCorrections(answer: Quality, received: Delivery[]): void {
	const corrected = correctors(received);
	expect(answer.total.corrections).toBe(corrected.length);
	const credited = answer.sources.map(({ corrections }) => corrections);
	expect(credited.reduce((sum, n) => sum + n, 0)).toBe(corrected.length);
	for (const sender of SENDERS) {
		const isOwn = (d: Delivery) => d.source === sender.source && d.run === sender.run;
		const got = answer.sources.find((source) => isBy(source, sender))?.corrections ?? 0;
		// Where two sent the same highest revision, either may be named.
		expect(got).toBeGreaterThanOrEqual(corrected.filter((by) => by.every(isOwn)).length);
		expect(got).toBeLessThanOrEqual(corrected.filter((by) => by.some(isOwn)).length);
	}
}

const call = (id: string, more: object = {}) => ({
	type: 'call',
	city: codes[0],
	call_id: id,
	revision: 1,
	arrived_at: ANCHOR - 2 * MINUTE,
	queued_at: ANCHOR - 2 * MINUTE,
	answered_at: ANCHOR - MINUTE,
	...more
});

it('ends of windows, delays and clocks are exact', async () => {
	const HOUR = 60 * MINUTE;
	const at = (id: string, ended_at: number) =>
		call(id, { arrived_at: ANCHOR - 9 * DAY, queued_at: null, answered_at: null, ended_at });
	await send([at('now', ANCHOR), at('hour', ANCHOR - HOUR), at('late', ANCHOR - HOUR - 1)], 'crm');
	await send([at('ahead', ANCHOR + 1)], 'crm');
	const { total } = await quality(`&from=${ANCHOR}&to=${ANCHOR + 1}`);
	expect(total.late).toEqual({ n: 4, over_1h: 1, over_1d: 0, over_7d: 0 });
	expect(total.skew).toEqual({ n: 4, ahead: 1, max_seconds: 0.001 });
	expect((await quality(`&from=${ANCHOR - 1}&to=${ANCHOR}`)).total.events).toBe(0);
	expect((await quality(`&from=${ANCHOR + 1}&to=${ANCHOR + 2}`)).total.events).toBe(0);
});

it('a withdrawal is no correction', async () => {
	await send([call('a'), { type: 'call', city: codes[0], call_id: 'a', void: true }], 'pbx-1');
	await send([call('b'), call('b', { revision: 2 }), call('b', { revision: 3 })], 'pbx-1');
	expect((await quality()).total).toMatchObject({ corrections: 1, withdrawals: 1, conflicts: 0 });
});

describe('a conflict', () => {
	it('is named by its record and keys, never by what they hold', async () => {
		await send([call('a', { queue: 'secret-1' })], 'pbx-1');
		await send([call('a', { queue: 'secret-2', mos: 4 })], 'crm');
		const answer = await quality();
		expect(answer.conflicts).toMatchObject([
			{ id: 'a', revision: 1, contents: 2, keys: ['mos', 'queue'], sources: ['crm', 'pbx-1'] }
		]);
		expect(JSON.stringify(answer)).not.toContain('secret');
	});

	it('of single records is for those who may drill', async () => {
		await send([call('a', { mos: 4 }), call('a', { mos: 5 })], 'pbx-1');
		const answer = await quality('', 'wall');
		expect(answer).toMatchObject({ conflicts: null, undecided: { oldest: null } });
		expect(answer.total.conflicts).toBe(1);
	});

	it('with an import that was taken back is none', async () => {
		await send([call('a')], 'pbx-1');
		await send([call('a', { mos: 1 }), call('a', { mos: 1 })], 'crm', 'run-undone');
		expect((await quality()).total).toMatchObject({ conflicts: 1, repeats: 1, events: 3 });
		const headers = as('crm');
		const undo = `${server.url}/v1/imports/run-undone/undo`;
		expect((await fetch(undo, { method: 'POST', headers })).status).toBe(200);
		const answer = await quality();
		expect(answer.total).toMatchObject({ conflicts: 0, repeats: 0, events: 1 });
		expect(answer.sources.find(({ id }) => id === 'run-undone')).toMatchObject({
			kind: 'import',
			via: 'crm',
			undone: true,
			events: 2
		});
	});
});

describe('rejected lines', () => {
	it('are counted by reason, with their latest messages and unknown words', async () => {
		const bad = [call('a', { answered_by: 'Queue' }), call('b', { answered_by: 'Queue' })];
		await send([call('ok'), ...bad, call('c', { ended_at: ANCHOR + DAY })], 'pbx-1');
		const answer = await quality();
		expect(answer.rejected.map(({ code, n }) => [code, n])).toEqual([
			['field_invalid', 2],
			['time_in_future', 1]
		]);
		expect(answer.rejected[0]!.examples).toMatchObject([{ source: 'pbx-1', line: 3 }]);
		expect(answer.unknown_values).toMatchObject([{ field: 'answered_by', value: 'Queue', n: 2 }]);
		expect(answer.sources).toMatchObject([{ id: 'pbx-1', events: 1, rejected: 3 }]);
	});

	it('without a city stand with the sources of the city, and with no other city’s', async () => {
		await send([call('ok')], 'pbx-1');
		await server.send('no json', as('pbx-1'));
		expect((await quality()).rejected).toMatchObject([{ code: 'json_malformed', unplaced: 1 }]);
		await send([call('x', { city: codes[1] })], 'crm');
		expect((await quality('', 'lead', codes[1])).rejected).toEqual([]);
	});
});

it('a source that sends nothing but noise is seen by readers of every city alone', async () => {
	await server.send('no json', as('nowhere'));
	const seenBy = async (reader: string) =>
		(await quality('', reader, CITIES[0])).sources.map(({ id }) => id);
	expect(await seenBy('lead')).toContain('nowhere');
	expect(await seenBy('local-lead')).toEqual([]);
});

it('a source is alive by its events, quiet by its heartbeat, silent without either', async () => {
	await send([call('a')], 'pbx-1');
	const state = async () =>
		(await quality()).sources.filter(({ id }) => id === 'pbx-1').map(({ state }) => state);
	expect(await state()).toEqual(['alive']);
	now += 6 * MINUTE;
	expect(await state()).toEqual(['silent']);
	await server.send('', as('pbx-1'));
	expect(await state()).toEqual(['quiet']);
	now += 6 * MINUTE;
	expect(await state()).toEqual(['silent']);
});

it('calls whose end was lost are listed, the oldest first', async () => {
	const open = (id: string, hours: number) =>
		call(id, {
			arrived_at: ANCHOR - hours * 60 * MINUTE,
			queued_at: ANCHOR - hours * 60 * MINUTE,
			answered_at: null
		});
	await send(
		[open('young', 0.5), open('old', 2), open('older', 3), open('ancient', 24 * 40)],
		'crm'
	);
	const { undecided } = await quality();
	expect(undecided).toMatchObject({ total: 3, in_window: { numerator: 2, denominator: 2 } });
	expect(undecided.oldest?.map(({ call_id }) => call_id)).toEqual(['ancient', 'older', 'old']);
});

it('missing fields are counted over facts of the window, with what they cost', async () => {
	await send([call('a', { mos: 4, caller: '13800138000' }), call('b'), call('c')], 'pbx-1');
	const { fields, coverage_cost } = await quality();
	const missing = Object.fromEntries(
		fields.map(({ id, missing: m }) => [id, [m.numerator, m.denominator]])
	);
	expect(missing).toMatchObject({
		mos: [2, 3],
		caller: [2, 3],
		menu_depth: [3, 3],
		channel: [0, 0]
	});
	// Welcome and menu are unknown, 0.02 of the index each; audio and first contact rest on little.
	expect(coverage_cost.unknown).toBeCloseTo(0.04, 9);
	expect(coverage_cost.thin).toBeCloseTo(0.05, 9);
});

it.each(['&window=7', '&window=7d&from=0', '&from=5&to=5', '&now=x'])(
	'refuses %s',
	async (query) => {
		const url = `${server.url}/v1/quality?city=${codes[0]}${query}`;
		expect((await fetch(url, { headers: as('lead') })).status).toBe(400);
	}
);
