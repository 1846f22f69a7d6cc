/** Stores with a long history, made inside the engine: what reading costs, without days of sending. */
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PREFECTURES } from '#reference/prefectures';
import { readEnv } from '../../../server/env.ts';
import type { MeasureConfig } from '../../../server/measures/question.ts';
import { placeTickets } from '../../../server/rollup/place-tickets.ts';
import { createRoller } from '../../../server/rollup/roller.ts';
import { forgetTouched } from '../../../server/rollup/touched.ts';
import { headsFromLogSql } from '../../../server/store/heads.ts';
import { int } from '../../../server/store/literal.ts';
import { migrate } from '../../../server/store/migrate.ts';
import { writeState } from '../../../server/store/state.ts';
import { openStore, type Store } from '../../../server/store/store.ts';
import { DAY_MS } from '#contract/instant';

/** The city that is asked about has every tenth call, 333 others share the rest. */
export const CITY = '420100';
const OTHERS = PREFECTURES.map(({ code }) => code).filter((code) => code !== CITY);
export const HISTORY_DAYS = 730;
/** What a server does after its start, without load: watches open, weeks of history are read, identities are taken in. */
export const openingMs = (size: number) => 120_000 + size / 250;
const CALLS_A_BATCH = 1_000;
const CALLS_A_CHUNK = 2_000_000;
const ANY_PARTITIONS = 'SETTINGS max_partitions_per_insert_block = 0';

export interface History {
	folder: string;
	size: number;
	/** Its last call. */
	end: number;
	/** Removes it, unless it is kept for another time. */
	remove: () => Promise<void>;
}

/** As a server reads it when nothing is set. */
export function defaultConfig(): MeasureConfig {
	const env = readEnv({ DATA_DIR: tmpdir() });
	return {
		satisfiedFrom: env.SATISFIED_FROM,
		serviceLevelSeconds: env.SERVICE_LEVEL_SECONDS,
		repeatDays: env.REPEAT_DAYS,
		shortAbandonSeconds: env.SHORT_ABANDON_SECONDS
	};
}

/** By number of the call: when, where, and two numbers that look random. */
function drawnSql(size: number, from: number, count: number, end: number): string {
	const spacing = (HISTORY_DAYS * DAY_MS) / size;
	return `
(
	SELECT
		number, cityHash64(number) AS h, cityHash64(number, 1) AS g,
		if(h % 10 = 0, ${int(Number(CITY))}, [${OTHERS.join(', ')}][intDiv(h, 10) % ${OTHERS.length} + 1])::UInt32 AS city,
		toInt64(${int(end - HISTORY_DAYS * DAY_MS)} + number * ${spacing} - g % 1000) AS t,
		toString(number) AS id,
		if(h % 100 < 92, toNullable(t + 1000 + g % 28000), NULL) AS answered,
		t + 30000 + g % 300000 AS ended,
		lower(hex(SHA256(toString(g % ${int(Math.ceil(size / 3))})))) AS person
	FROM numbers(${int(from)}, ${int(count)})
)`;
}

const BATCH_OF = `intDiv(number, ${CALLS_A_BATCH}) + 1`;

function factsSql(drawn: string, end: number): string[] {
	/** What lies ahead nobody has heard of: such tickets would make their days unfit for cells. */
	const known = (at: string) => `if(${at} > ${int(end)}, NULL, ${at})`;
	return [
		`INSERT INTO raw_events (batch, received_at, source, run, city, type, id, revision, void, happened_at, caller, content)
SELECT ${BATCH_OF}, t + 1000, 'pbx', '', city, 'call', id, 1, 0, t, person,
	concat('{"agent_id":"', toString(g % 300), '","answered_at":', ifNull(toString(answered), 'null'), ',"arrived_at":', toString(t - 20000), ',"call_id":"', id, '","city":"', toString(city), '","ended_at":', toString(ended), ',"line":"12345","queued_at":', toString(t), ',"type":"call"}')
FROM ${drawn}`,
		`INSERT INTO calls (city, placed_at, call_id, arrived_at, queued_at, answered_at, ended_at, answered_by, line, queue, agent_id, welcome_seconds, menu_depth, mos, resolved_on_contact, caller, deleted, version)
SELECT city, t, id, t - 20000, t, answered, ended, 'agent', '12345', '', toString(g % 300), 6, 2, 4, g % 10 < 7, person, 0, ${BATCH_OF}
FROM ${drawn}`,
		`INSERT INTO tickets (city, ticket_id, created_at, channel, self_service, respond_due_at, resolve_due_at, responded_at, resolved_at, visited_at, complained_at, closed_at, version)
SELECT city, id, t, if(g % 4 = 0, 'app', 'phone'), g % 8 = 0, t + 86400000, t + 432000000, ${known('t + g % 100000000')}, ${known('t + g % 500000000')},
	if(g % 3 = 0, ${known('t + 600000000')}, NULL), if(g % 50 = 0, ${known('t + 3600000')}, NULL), ${known('t + 700000000')}, 1
FROM ${drawn} WHERE intDiv(h, 1000) % 10 < 3`,
		`INSERT INTO ratings (city, rated_at, rating_id, kind, about, score, deleted, version)
SELECT city, t, id, if(g % 2 = 0, 'after_call', 'callback'), id, if(g % 5 = 0, NULL, 1 + g % 5), 0, 1
FROM ${drawn} WHERE intDiv(h, 1000) % 10 < 2`,
		`INSERT INTO sessions (city, requested_at, session_id, channel, responded_at, ended_at, responder, caller, deleted, version)
SELECT city, t, id, 'web', t + g % 20000, t + 300000, 'agent', '', 0, 1
FROM ${drawn} WHERE intDiv(h, 1000) % 10 = 1`
	];
}

async function fill(store: Store, size: number, end: number): Promise<void> {
	for (let from = 0; from < size; from += CALLS_A_CHUNK) {
		const count = Math.min(CALLS_A_CHUNK, size - from);
		for (const sql of factsSql(drawnSql(size, from, count, end), end))
			await store.settle(`${sql}\n${ANY_PARTITIONS}`);
		const [first, last] = [from, from + count].map((n) => Math.floor(n / CALLS_A_BATCH));
		await store.settle(headsFromLogSql(`batch > ${int(first!)} AND batch <= ${int(last!)}`));
		await placeTickets(store, 'touched_tickets');
		await forgetTouched(store);
		console.log(`  made ${from + count} of ${size} calls`);
	}
	const batches = Math.ceil(size / CALLS_A_BATCH);
	await writeState(store, 'heads_filled', '1', 1);
	await writeState(store, 'tickets_placed', 'yes', 1);
	await writeState(store, 'settled_batch', String(batches), batches);
}

/**
 * A store with so many calls of two years, rolled up: made now, or found in `BENCH_STORES`, a folder
 * where such stores are kept from one run to the next.
 */
export async function openHistory(size: number): Promise<History> {
	const kept = process.env.BENCH_STORES;
	if (kept) mkdirSync(kept, { recursive: true });
	const folder = kept
		? join(kept, `calls-${size}`)
		: mkdtempSync(join(tmpdir(), 'rexian-bench-history-'));
	const isMade = join(folder, 'made');
	if (!existsSync(isMade)) {
		await rm(folder, { recursive: true, force: true });
		const end = Date.now();
		await make(folder, size, end);
		writeFileSync(isMade, String(end));
	}
	const end = await withHistory(folder, lastCall);
	const remove = () => (kept ? Promise.resolve() : rm(folder, { recursive: true, force: true }));
	return { folder, size, end, remove };
}

async function lastCall(store: Store): Promise<number> {
	const [row] = await store.read<{ end: number }>('SELECT max(placed_at) AS end FROM calls');
	return row!.end;
}

async function make(folder: string, size: number, end: number): Promise<void> {
	const started = performance.now();
	const took = () => ((performance.now() - started) / 1000).toFixed(0);
	await withHistory(folder, async (store) => {
		await migrate(store, 'process');
		await fill(store, size, end);
		console.log(`  ${size} calls made: ${took()} s`);
		await withRoller(store, () => Promise.resolve());
	});
	console.log(`  rolled up: ${took()} s`);
}

/** With the history's store open in this process. */
export async function withHistory<T>(
	folder: string,
	task: (store: Store) => Promise<T>
): Promise<T> {
	const store = await openStore({ dataDir: folder });
	try {
		return await task(store);
	} finally {
		await store.close();
	}
}

/** With the store's rollup attached and up to date. */
export async function withRoller<T>(store: Store, task: () => Promise<T>): Promise<T> {
	const roller = await createRoller({
		store,
		config: defaultConfig(),
		clock: Date.now,
		onError: (error) => {
			throw error;
		}
	});
	try {
		await roller.idle();
		return await task();
	} finally {
		await roller.stop();
	}
}
