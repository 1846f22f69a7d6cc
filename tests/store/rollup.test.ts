/** What is summed up ahead says what the facts say, whatever falls between its steps. */
import fc from 'fast-check';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '#contract/events';
import { parseIsoInstant } from '#contract/instant';
import { itemRange } from '#assessment/item-range';
import { createCallerKey } from '../../server/ingest/caller.ts';
import { createDoor } from '../../server/ingest/door.ts';
import { FactBatch } from '../../server/ingest/fact-batch.ts';
import { measure } from '../../server/measures/measure.ts';
import { createRoller, type Roller } from '../../server/rollup/roller.ts';
import { forgetTouched } from '../../server/rollup/touched.ts';
import { inSpans } from '../../server/rollup/spans.ts';
import { createInsertPort } from '../../server/store/insert.ts';
import {
	createKnownIdentities,
	type KnownIdentities
} from '../../server/store/known-identities.ts';
import { migrate } from '../../server/store/migrate.ts';
import { settle } from '../../server/store/settle.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import { comparable, inCity } from '../compare.ts';
import { makeFolder } from '../harness.ts';
import type { SentEvent } from '../oracle/event.ts';
import { currentFacts } from '../oracle/facts.ts';
import { CITIES, deliveries, history } from '../oracle/history.ts';
import * as oracle from '../oracle/measures.ts';
import { PREFECTURES } from '#reference/prefectures';

const ANCHOR = parseIsoInstant('2026-11-23T19:42:07.123+08:00')!;
const DAY = 86_400_000;
const RUNS = process.env.REXIAN_LONG ? 60 : 3;
const CONFIG = {
	satisfiedFrom: 3,
	serviceLevelSeconds: 15,
	repeatDays: 7,
	shortAbandonSeconds: 0
};

const folder = makeFolder();
let store: Store;
let roller: Roller;
let known: KnownIdentities;
/** Awaited after each read or roll of the store, with its SQL. */
let afterwards: (sql: string) => Promise<void>;
const quiet = () => Promise.resolve();
const fail = (error: unknown) => {
	throw error;
};

beforeAll(async () => {
	const real = await openStore({ dataDir: folder });
	afterwards = quiet;
	store = {
		...real,
		read: async <R extends Record<string, unknown>>(sql: string, parameters?: object) => {
			const rows = await real.read<R>(sql, parameters as Record<string, unknown>);
			await afterwards(sql);
			return rows;
		},
		roll: async (sql) => {
			await real.roll(sql);
			await afterwards(sql);
		}
	};
	await migrate(store, 'process');
	roller = await openRoller();
	await roller.idle();
	known = createKnownIdentities({ store, clock: Date.now, onError: fail });
});
afterAll(async () => {
	afterwards = quiet;
	await known.stop();
	await roller.stop();
	await store.close();
	await rm(folder, { recursive: true, force: true });
});

const openRoller = () =>
	createRoller({
		store,
		config: CONFIG,
		clock: () => ANCHOR,
		settledBatch: () => settledBatch,
		onError: fail
	});

const ANY = new Set(EVENT_TYPES);
let batches = 0;
let settledBatch = 0;
const door = createDoor({
	isCity: () => true,
	itemRange,
	callerKey: createCallerKey(Buffer.alloc(32, 7)),
	clock: () => ANCHOR
});

/** Into the log, as one batch; not settled. */
async function log(events: readonly SentEvent[]): Promise<void> {
	const facts = new FactBatch();
	for (const event of events)
		facts.add(
			'test',
			'',
			door.admit(event, () => true)
		);
	await createInsertPort(store).facts(++batches, ANCHOR, facts);
}

async function take(...events: SentEvent[]): Promise<void> {
	await log(events);
	await settle(
		store,
		{ first: batches, last: batches, types: ANY },
		{ known, derive: (types) => roller.settled(types) }
	);
	settledBatch = batches;
}

const question = (city: string, now = ANCHOR) => ({
	city,
	windows: [{ from: ANCHOR - 500 * DAY, to: ANCHOR }],
	now,
	bySlot: true
});

/** Windows as a wall asks for them: they cut today and days long over. */
const lately = (city: string, now = ANCHOR) => ({
	city,
	now,
	windows: [0.01, 0.8, 7, 8.3, 30, 90].map((days) => ({ from: ANCHOR - days * DAY, to: ANCHOR }))
});

const ask = async (city: string, now = ANCHOR) =>
	(await measure(store, question(city, now), CONFIG))[0]!;
/** Another object of the same store has no rollup. */
const askFacts = async (city: string) => (await measure({ ...store }, question(city), CONFIG))[0]!;

let cities = 0;
const freshCity = () => PREFECTURES[cities++]!.code;

const call = (city: string, id: string, at: number) => ({
	type: 'call',
	city,
	call_id: id,
	revision: 1,
	arrived_at: at,
	queued_at: at,
	answered_at: at + 1_000,
	caller: '13900001111'
});

describe('a roll', () => {
	it('does not call a day done about whose repeats a call decides that came meanwhile', async () => {
		const city = freshCity();
		const at = ANCHOR - 60 * DAY;
		await take(call(city, 'first', at));
		let isLate = true;
		afterwards = async (sql) => {
			if (!isLate || !sql.includes('INSERT INTO repeat_cells')) return;
			isLate = false;
			await take(call(city, 'late', at + 3 * DAY));
		};
		await roller.idle();
		afterwards = quiet;
		await roller.idle();
		expect(isLate).toBe(false);
		const { measures } = await ask(city);
		expect(measures.fcr_no_repeat).toMatchObject({ numerator: 1, denominator: 2 });
		expect(await ask(city)).toEqual(await askFacts(city));
	});

	it('stands above whatever a process wrote that did not live to note it', async () => {
		const city = freshCity();
		const at = ANCHOR - 3 * DAY;
		let calls = 0;
		const takeOne = () => take(call(city, `c${++calls}`, at + calls * 1_000));
		await takeOne();
		// A day that facts come to while it is rolled is not noted as rolled, but has its cells.
		afterwards = async (sql) => {
			if (sql.includes('INSERT INTO call_cells')) await takeOne();
		};
		for (let roll = 0; roll < 5; roll++) await roller.idle();
		await roller.stop();
		afterwards = quiet;
		roller = await openRoller();
		await takeOne();
		await roller.idle();
		expect((await ask(city)).measures.connection_rate.denominator).toBe(calls);
		expect(await ask(city)).toEqual(await askFacts(city));
	});

	it('does not take a day from a question that is under way', async () => {
		const city = freshCity();
		const at = ANCHOR - 60 * DAY;
		await take(call(city, 'first', at));
		await roller.idle();
		const held = { rating_cells: gate(), call_cells: gate() };
		const isOf = (table: string, sql: string) =>
			sql.includes(`FROM ${table} FINAL WHERE city = ${Number(city)}`);
		let isCallsRead = false;
		afterwards = async (sql) => {
			if (isOf('rating_cells', sql)) await held.rating_cells.opened;
			if (isOf('call_cells', sql) && isCallsRead) await held.call_cells.opened;
			isCallsRead ||= isOf('call_cells', sql);
		};
		const first = ask(city);
		await expect.poll(() => isCallsRead).toBe(true);
		await take(call(city, 'second', at + 60_000));
		await roller.idle();
		const second = ask(city);
		held.rating_cells.open();
		expect((await first).measures.connection_rate.denominator).toBe(2);
		held.call_cells.open();
		expect((await second).measures.connection_rate.denominator).toBe(2);
		afterwards = quiet;
	});
});

describe('a call that arrives before midnight and asks for a person after it', () => {
	const midnight = parseIsoInstant('2026-11-02T00:00:00+08:00')!;
	const arrivedIn = async (city: string, now: number) =>
		(
			await measure(store, { city, windows: [{ from: midnight - DAY, to: midnight }], now }, CONFIG)
		)[0]!.measures.connection_rate_offered.denominator;

	it('counts on the day it arrived, whether or not the day after stands', async () => {
		const city = freshCity();
		const over = { ...call(city, 'over', midnight - 1), queued_at: midnight };
		await take({ ...over, answered_at: midnight + 1_000 });
		await take(call(city, 'later', midnight + 5 * 3_600_000));
		expect(await arrivedIn(city, ANCHOR)).toBe(1);
		await roller.idle();
		expect(await arrivedIn(city, ANCHOR)).toBe(1);
		// Of the day after some stages lie ahead of this instant: its cells say nothing of it.
		expect(await arrivedIn(city, midnight + 3_600_000)).toBe(1);
		expect(await arrivedIn(city, midnight)).toBe(0);
		await take(call(city, 'late', midnight + 6 * 3_600_000));
		expect(await arrivedIn(city, ANCHOR)).toBe(1);
	});
});

describe('calls of the day that becomes old enough to judge', () => {
	const hours = (of: number, count: number) =>
		fc.integer({ min: 0, max: count }).map((hour) => of + hour * 3_600_000);
	const sent = fc.record({
		id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
		at: fc.oneof(hours(ANCHOR - 7 * DAY - 3 * 3_600_000, 6), hours(ANCHOR - 5 * DAY, 96)),
		caller: fc.constantFrom('13900001111', '13900002222'),
		isVoid: fc.boolean(),
		now: hours(ANCHOR, 3)
	});

	it('are repeated, and not any more, as later calls of their callers come, change and go', async () => {
		const repeats = async (of: Store, city: string, now: number) =>
			(await measure(of, lately(city, now), CONFIG)).map(({ measures, maturing }) => [
				measures.fcr_no_repeat,
				maturing
			]);
		await fc.assert(
			fc.asyncProperty(fc.array(sent, { minLength: 6, maxLength: 12 }), async (steps) => {
				const city = freshCity();
				for (const [i, { id, at, caller, isVoid, now }] of steps.entries()) {
					const fact = { ...call(city, id, at), caller, revision: i + 1 };
					await take(isVoid ? { ...fact, void: true } : fact);
					expect(await repeats(store, city, now)).toEqual(await repeats({ ...store }, city, now));
				}
			}),
			{ numRuns: RUNS }
		);
	});

	it('are read once, and followed from there', async () => {
		const city = freshCity();
		await take(call(city, 'old', ANCHOR - 7 * DAY - 60_000));
		await measure(store, lately(city), CONFIG);
		let readings = 0;
		afterwards = (sql) => {
			if (sql.includes('ASOF')) readings++;
			return quiet();
		};
		await take({ ...call(city, 'new', ANCHOR - 1_000), caller: '13900009999' });
		const [, day, , week] = await measure(store, lately(city), CONFIG);
		afterwards = quiet;
		expect(readings).toBe(0);
		expect(day!.measures.connection_rate.denominator).toBe(1);
		expect(week!.measures.fcr_no_repeat).toMatchObject({ numerator: 1, denominator: 1 });
	});
});

function gate() {
	let open = () => {};
	const opened = new Promise<void>((resolve) => (open = resolve));
	return { opened, open };
}

it('a condition of few or of many spans holds where one of them does', async () => {
	const bound = fc.integer({ min: 1, max: 400 });
	const spans = fc.array(
		fc.tuple(bound, bound).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })),
		{ maxLength: 60 }
	);
	for (const some of fc.sample(spans, { numRuns: 10 })) {
		const rows = await store.read<{ t: number }>(
			`SELECT t FROM (SELECT toInt64(number) AS t FROM numbers(402)) WHERE ${inSpans('t', some)} ORDER BY t`
		);
		const held = Array.from({ length: 402 }, (_, t) => t).filter((t) =>
			some.some(({ from, to }) => t >= from && t < to)
		);
		expect(rows.map(({ t }) => t)).toEqual(held);
	}
});

const scenario = history({ anchor: ANCHOR }).chain((sent) =>
	fc.record({
		sent: fc.constant(sent),
		deliveries: deliveries(sent),
		/** By batch: breaks off before or after the rollup heard of it, or goes well; rolled after it. */
		fates: fc.array(fc.constantFrom('before', 'after', 'well', 'rolled'), {
			minLength: 10,
			maxLength: 10
		})
	})
);

it('steps that break off and are done again with more behind them leave nothing over', async () => {
	await fc.assert(
		fc.asyncProperty(scenario, async ({ sent, deliveries, fates }) => {
			const codes = Object.fromEntries(CITIES.map((city) => [city, freshCity()]));
			let first = batches + 1;
			let isAgain = false;
			const step = (breakOff: boolean, isHeard: boolean) =>
				settle(
					store,
					{ first, last: batches, types: ANY },
					{
						known,
						derive: async (types) => {
							if (isHeard) await roller.settled(types);
							if (breakOff) throw new Error('the power went');
						},
						again: isAgain
					}
				);
			for (const [i, events] of deliveries.entries()) {
				await log(inCity(events, codes));
				const fate = fates[i % fates.length]!;
				const breaksOff = fate === 'before' || fate === 'after';
				if (breaksOff) {
					await expect(step(true, fate === 'after')).rejects.toThrow('the power went');
					// What was touched is kept in memory.
					await forgetTouched(store);
				} else {
					await step(false, true);
					settledBatch = batches;
					first = batches + 1;
				}
				// What is asked for in between is kept in memory, and followed from there.
				for (const city of Object.values(codes)) await measure(store, lately(city), CONFIG);
				isAgain = breaksOff;
				if (fate === 'rolled' || fate === 'after') await roller.idle();
			}
			if (isAgain) await step(false, true);
			settledBatch = batches;
			const facts = currentFacts(inCity(sent, codes));
			for (const isRolled of [false, true]) {
				if (isRolled) await roller.idle();
				for (const city of Object.values(codes))
					for (const now of [ANCHOR, ANCHOR - 30 * DAY]) {
						const { windows } = question(city);
						const want = { city, now, ...windows[0]! };
						const { measures, slots } = await ask(city, now);
						expect(comparable(measures)).toEqual(comparable(oracle.measure(facts, want)));
						expect(comparable(slots)).toEqual(comparable(oracle.bySlot(facts, want)));
						const figures = await measure(store, lately(city, now), CONFIG);
						for (const [i, window] of lately(city).windows.entries())
							expect(comparable(figures[i]!.measures)).toEqual(
								comparable(oracle.measure(facts, { city, now, ...window }))
							);
					}
			}
		}),
		{ numRuns: RUNS, endOnFailure: true }
	);
});
