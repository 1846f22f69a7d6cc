/** How many stored calls a second a backtest plays, reading included. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_MS } from '#contract/instant';
import { backtest } from '../../../server/alerts/backtest.ts';
import { migrate } from '../../../server/store/migrate.ts';
import { DATABASE, openStore, type Store } from '../../../server/store/store.ts';
import { EVENING_RULE } from './play.ts';

const CALLS = 2_000_000;
const DAYS = 90;
const FROM = Date.parse('2026-06-01T00:00+08:00');
const TO = FROM + DAYS * DAY_MS;
const CONFIG = {
	satisfiedFrom: 3,
	serviceLevelSeconds: 15,
	repeatDays: 7,
	shortAbandonSeconds: 0
};

/** A busy city's calls around the clock, 5 % of them lost. */
async function fill(store: Store): Promise<void> {
	await store.command(`
INSERT INTO ${DATABASE}.calls (city, placed_at, call_id, arrived_at, queued_at, answered_at, ended_at, version)
SELECT
	420100,
	${FROM} + intDiv(number * ${TO - FROM}, ${CALLS}) AS at,
	hex(cityHash64(number)),
	at,
	at,
	if(rand(1) % 20 = 0, NULL, at + 3000 + rand(2) % 60000),
	at + 90000 + rand(3) % 200000,
	1
FROM numbers(${CALLS})`);
}

export interface BacktestSpeed {
	/** Million calls a second, all in all, of the whole process's CPU time, and the watch alone. */
	all: number;
	cpu: number;
	watch: number;
}

export async function backtestSpeeds(runs: number): Promise<BacktestSpeed[]> {
	const folder = await mkdtemp(join(tmpdir(), 'rexian-bench-'));
	const store = await openStore({ dataDir: folder });
	const speeds: BacktestSpeed[] = [];
	try {
		await migrate(store, 'process');
		await fill(store);
		const stream = { city: '420100', measure: EVENING_RULE.measure, line: null };
		const rule = { ...EVENING_RULE, hours: [[0, 24]] as [number, number][] };
		// The first run compiles and fills caches.
		for (let run = -1; run < runs; run++) {
			const before = process.cpuUsage();
			const window = { from: FROM, to: TO };
			const played = await backtest(store, CONFIG, stream, rule, window, new Map());
			const { user, system } = process.cpuUsage(before);
			const millions = played.facts / 1e6;
			if (run < 0) continue;
			speeds.push({
				all: millions / (played.total_ms / 1e3),
				cpu: millions / ((user + system) / 1e6),
				watch: millions / (played.watch_ms / 1e3)
			});
		}
	} finally {
		await store.close();
		await rm(folder, { recursive: true, force: true });
	}
	return speeds;
}
