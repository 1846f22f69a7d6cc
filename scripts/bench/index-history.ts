/** Writing down what was shown of the index for the whole nation: how often a city comes round, bytes a day. */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_MS, MINUTE_MS } from '#contract/instant';
import { PREFECTURES } from '#reference/prefectures';
import { readEnv } from '../../server/env.ts';
import { startServer } from '../../server/server.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import { range, type Section } from './report.ts';

const CITIES = 334;
const DAYS = 30;
const CALLS_A_DAY = 24;
/** A round takes about ten times what its cities cost. */
const MOST_ROUNDS = 3;
const MINUTES_A_DAY = DAY_MS / MINUTE_MS;

const cities = PREFECTURES.slice(0, CITIES).map(({ code }) => code);

/** A day of every city, 24 calls each: what a rolled day costs does not depend on how many they are. */
function dayOf(midnight: number): string[] {
	return cities.map((city) =>
		Array.from({ length: CALLS_A_DAY }, (_, index) => {
			const at = midnight + (index * DAY_MS) / CALLS_A_DAY;
			return JSON.stringify({
				type: 'call',
				city,
				call_id: `${midnight}-${index}`,
				revision: 1,
				arrived_at: at,
				queued_at: at + 20_000,
				answered_at: index % 9 === 0 ? null : at + 26_000,
				ended_at: at + 176_000,
				welcome_seconds: 14,
				resolved_on_contact: index % 9 === 0 ? null : index % 5 !== 0
			});
		}).join('\n')
	);
}

async function load(url: string, now: number): Promise<void> {
	for (let day = DAYS; day > 0; day--) {
		const bodies = dayOf(now - day * DAY_MS);
		// 20 cities a request.
		for (let from = 0; from < bodies.length; from += 20) {
			const body = bodies.slice(from, from + 20).join('\n');
			const { status } = await fetch(`${url}/v1/events`, { method: 'POST', body });
			if (status !== 200) throw new Error(`POST /v1/events: ${status}`);
		}
	}
}

/** A day of minutes made from one round, every figure moving from minute to minute. */
async function bytesOfDay(store: Store): Promise<number> {
	const wobble = (seed: number) => `(rand(number * 1000 + ${seed}) % 1000) / 1000`;
	const moved = 'number * 60000';
	await store.command(`CREATE TABLE a_day AS index_minutes`);
	await store.command(`
INSERT INTO a_day
SELECT city, minute + ${moved}, as_of + ${moved}, window_from + ${moved}, window_to + ${moved}, profile,
	profile_version, point + ${wobble(1)}, likely_low + ${wobble(2)}, likely_high + ${wobble(3)},
	bounds_low + ${wobble(4)}, bounds_high + ${wobble(5)}, coverage, grade, rank_low, rank_high
FROM (SELECT * FROM index_minutes ORDER BY city, minute DESC LIMIT 1 BY city) AS round
CROSS JOIN numbers(${MINUTES_A_DAY}) AS minutes`);
	await store.command('OPTIMIZE TABLE a_day FINAL');
	const [row] = await store.read<{ bytes: number; rows: number }>(
		`SELECT toFloat64(sum(bytes_on_disk)) AS bytes, toFloat64(sum(rows)) AS rows FROM system.parts WHERE database = currentDatabase() AND table = 'a_day' AND active`
	);
	if (row!.rows !== CITIES * MINUTES_A_DAY) throw new Error(`a day has ${row!.rows} rows`);
	return row!.bytes;
}

/** Times rounds of the recorder at its own share of the time, on an otherwise idle server. */
export async function benchIndexHistory(runs: number): Promise<Section> {
	const folder = mkdtempSync(join(tmpdir(), 'rexian-bench-'));
	const now = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
	const server = await startServer(readEnv({ PORT: '0', DATA_DIR: folder, DURABILITY: 'process' }));
	try {
		await load(server.url, now);
		await server.settled();
		await server.rolled();
		const rounds: number[] = [];
		for (let round = 0; round < Math.min(runs, MOST_ROUNDS); round++) {
			const started = performance.now();
			await server.recordIndex();
			rounds.push((performance.now() - started) / 1000);
		}
		await server.close();
		const store = await openStore({ dataDir: folder });
		const bytes = await bytesOfDay(store);
		await store.close();
		return {
			title: 'Writing down the index of 334 cities',
			text: `${DAYS} days of ${CALLS_A_DAY} calls a city, rolled up; nobody watches. The recorder may take a tenth of the time: a round is about ten times what its cities cost. A day is ${MINUTES_A_DAY} minutes of every city with all figures moving, the most that is ever written.`,
			headings: [
				'seconds a round',
				'ms a city',
				'minutes between two of a city',
				'MB a day',
				'bytes a row'
			],
			rows: [
				[
					range(rounds, 1),
					range(
						rounds.map((seconds) => (seconds * 100) / CITIES),
						1
					),
					range(
						rounds.map((seconds) => Math.max(1, seconds / 60)),
						1
					),
					(bytes / 1e6).toFixed(1),
					(bytes / (CITIES * MINUTES_A_DAY)).toFixed(1)
				]
			]
		};
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
