/**
 * The same calls and the same question in other engines, where they are installed: DuckDB by
 * `npm install --no-save @duckdb/node-api`, PostgreSQL by Debian's package.
 */
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Store } from '../../../server/store/store.ts';
import { DAY_MS } from '#contract/instant';
import { WINDOW_DAYS } from './check.ts';
import { CITY, withHistory } from './store.ts';
import { startPostgres } from './postgres.ts';

/** Milliseconds of each run. */
export interface WindowTimes {
	month: number[];
	year: number[];
}

/** By engine; a text says why there are none. */
export type RivalTimes = Record<string, WindowTimes | string>;

const COLUMNS = 'city, queued_at, answered_at, resolved_on_contact';

interface Rival {
	ask(from: number, to: number): Promise<unknown>;
	close(): Promise<void>;
}

export async function askRivals(folder: string, end: number, runs: number): Promise<RivalTimes> {
	const times: RivalTimes = {};
	for (const [name, open] of [
		['DuckDB', openDuckDb],
		['PostgreSQL', openPostgres]
	] as const) {
		const rival = await open(folder);
		if (typeof rival === 'string') {
			times[name] = rival;
			continue;
		}
		const own: WindowTimes = { month: [], year: [] };
		for (let run = -1; run < runs; run++)
			for (const [window, days] of Object.entries(WINDOW_DAYS)) {
				const started = performance.now();
				await rival.ask(end - days * DAY_MS, end);
				// The first warms its caches up.
				if (run >= 0) own[window as keyof WindowTimes].push(performance.now() - started);
			}
		await rival.close();
		times[name] = own;
		console.log(
			`  ${name}: ${own.month.map(Math.round).join(' ')} / ${own.year.map(Math.round).join(' ')} ms`
		);
	}
	return times;
}

/** The store's current calls as a file that others read. */
async function exported(folder: string, format: 'Parquet' | 'TSV'): Promise<string> {
	const file = join(folder, `calls.${format}`);
	rmSync(file, { force: true });
	await withHistory(folder, (store: Store) =>
		store.command(
			`INSERT INTO FUNCTION file('${file}', '${format}') SELECT ${COLUMNS} FROM calls FINAL ORDER BY city, queued_at`
		)
	);
	return file;
}

const sqlOf = (quantile: string, from: number, to: number) => `
SELECT count(answered_at) AS answered, count(*) AS decided, avg(answered_at - queued_at) AS wait,
	${quantile} AS p90, count(*) FILTER (WHERE resolved_on_contact) AS resolved
FROM calls WHERE city = ${CITY} AND queued_at >= ${from} AND queued_at < ${to}`;

interface DuckDb {
	DuckDBInstance: {
		create(path: string): Promise<{
			connect(): Promise<{ runAndReadAll(sql: string): Promise<unknown>; closeSync(): void }>;
		}>;
	};
}

async function openDuckDb(folder: string): Promise<Rival | string> {
	let duckdb: DuckDb;
	try {
		duckdb = createRequire(import.meta.url)('@duckdb/node-api') as DuckDb;
	} catch {
		return 'not installed';
	}
	const file = await exported(folder, 'Parquet');
	const connection = await (await duckdb.DuckDBInstance.create(':memory:')).connect();
	await connection.runAndReadAll(`CREATE TABLE calls AS SELECT * FROM read_parquet('${file}')`);
	rmSync(file);
	return {
		ask: (from, to) =>
			connection.runAndReadAll(sqlOf('quantile_cont(answered_at - queued_at, 0.9)', from, to)),
		close: () => Promise.resolve(connection.closeSync())
	};
}

async function openPostgres(folder: string): Promise<Rival | string> {
	const server = await startPostgres();
	if (typeof server === 'string') return server;
	const file = await exported(folder, 'TSV');
	await server.run(
		'CREATE TABLE calls (city int, queued_at bigint, answered_at bigint, resolved_on_contact bool)'
	);
	await server.run(`\\copy calls FROM '${file}'`);
	rmSync(file);
	await server.run('CREATE INDEX ON calls (city, queued_at)');
	await server.run('ANALYZE calls');
	return {
		ask: (from, to) =>
			server.run(
				sqlOf('percentile_cont(0.9) WITHIN GROUP (ORDER BY answered_at - queued_at)', from, to)
			),
		close: () => server.stop()
	};
}
