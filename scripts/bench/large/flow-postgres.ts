/** The same stream the plain good way in PostgreSQL: COPY into staging, upsert, touched cells anew. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withHistory } from './store.ts';
import { startPostgres, type Postgres } from './postgres.ts';

const EVENTS_A_STEP = 5_000;

export interface PostgresFlow {
	/** Takes all of the bodies; returns events a second. */
	take(bodies: readonly Buffer[]): Promise<number>;
	stop(): Promise<void>;
}

/** With the store's calls as its base; a text says why there is none. */
export async function flowIntoPostgres(folder: string): Promise<PostgresFlow | string> {
	const server = await startPostgres();
	if (typeof server === 'string') return server;
	const base = join(folder, 'base.tsv');
	await withHistory(folder, (store) =>
		store.command(
			`INSERT INTO FUNCTION file('${base}', 'TSV') SELECT city, call_id, 1, queued_at, answered_at, ended_at FROM calls FINAL SETTINGS engine_file_truncate_on_insert = 1`
		)
	);
	const columns =
		'city int, call_id text, revision bigint, queued_at bigint, answered_at bigint, ended_at bigint';
	for (const sql of [
		`CREATE TABLE calls (${columns})`,
		`\\copy calls FROM '${base}'`,
		'ALTER TABLE calls ADD PRIMARY KEY (city, call_id)',
		'CREATE INDEX ON calls (city, queued_at)',
		'CREATE TABLE cells (city int, cell bigint, decided int, answered int, PRIMARY KEY (city, cell))',
		`INSERT INTO cells ${cellsOf('calls')}`,
		`CREATE UNLOGGED TABLE staging (${columns})`,
		'ANALYZE'
	])
		await server.run(sql);
	return {
		async take(bodies) {
			const events = bodies.flatMap((body) => body.toString().split('\n'));
			const started = performance.now();
			for (let i = 0; i < events.length; i += EVENTS_A_STEP)
				await step(server, folder, events.slice(i, i + EVENTS_A_STEP));
			return events.length / ((performance.now() - started) / 1_000);
		},
		stop: () => server.stop()
	};
}

const CELL = 'queued_at / 900000';

const cellsOf = (source: string) =>
	`SELECT city, ${CELL} AS cell, count(*) FILTER (WHERE answered_at IS NOT NULL OR ended_at IS NOT NULL), count(answered_at) FROM ${source} GROUP BY city, cell`;

async function step(server: Postgres, folder: string, lines: readonly string[]): Promise<void> {
	const file = join(folder, 'step.tsv');
	writeFileSync(file, lines.map(rowOf).join(''));
	for (const sql of [
		'TRUNCATE staging',
		`\\copy staging FROM '${file}'`,
		'BEGIN',
		// Where a call stands now and where it will: both cells are counted anew.
		`CREATE TEMP TABLE touched ON COMMIT DROP AS SELECT city, ${CELL} AS cell FROM staging UNION SELECT c.city, c.queued_at / 900000 FROM calls c JOIN staging s ON s.city = c.city AND s.call_id = c.call_id`,
		`INSERT INTO calls SELECT DISTINCT ON (city, call_id) * FROM staging ORDER BY city, call_id, revision DESC
ON CONFLICT (city, call_id) DO UPDATE SET revision = excluded.revision, queued_at = excluded.queued_at, answered_at = excluded.answered_at, ended_at = excluded.ended_at WHERE excluded.revision > calls.revision`,
		'DELETE FROM cells USING touched WHERE cells.city = touched.city AND cells.cell = touched.cell',
		`INSERT INTO cells SELECT t.city, t.cell, count(*) FILTER (WHERE answered_at IS NOT NULL OR ended_at IS NOT NULL), count(answered_at)
FROM touched t JOIN calls c ON c.city = t.city AND c.queued_at >= t.cell * 900000 AND c.queued_at < (t.cell + 1) * 900000 GROUP BY t.city, t.cell`,
		'COMMIT'
	])
		await server.run(sql);
}

function rowOf(line: string): string {
	const call = JSON.parse(line) as Record<string, string | number | undefined>;
	const fields = ['city', 'call_id', 'revision', 'queued_at', 'answered_at', 'ended_at'];
	return `${fields.map((field) => call[field] ?? '\\N').join('\t')}\n`;
}
