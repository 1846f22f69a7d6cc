/** Brings the store's tables to this version: every numbered file, in order, each idempotent. */
import { readdir, readFile } from 'node:fs/promises';
import type { Store } from './store.ts';

const MIGRATIONS = new URL('../../clickhouse/', import.meta.url);

/** What an acknowledged event survives: a killed process, or a power loss too (fsync). */
export type Durability = 'process' | 'power';

/** Runs all migrations and sets the tables' durability. Throws with the file's name when one fails. */
export async function migrate(store: Store, durability: Durability): Promise<void> {
	const files = (await readdir(MIGRATIONS)).filter((file) => /^\d{4}_.*\.sql$/.test(file)).sort();
	for (const file of files) {
		const sql = await readFile(new URL(file, MIGRATIONS), 'utf8');
		try {
			for (const statement of statementsOf(sql)) await store.command(statement);
		} catch (cause) {
			throw new Error(`migration ${file} failed`, { cause });
		}
	}
	const sync = durability === 'power' ? 1 : 0;
	const tables = await store.read<{ name: string }>(
		`SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'`
	);
	for (const { name } of tables)
		await store.command(
			`ALTER TABLE ${name} MODIFY SETTING fsync_after_insert = ${sync}, fsync_part_directory = ${sync}`
		);
}

/** A file holds one statement, or several that each end with a semicolon at the end of a line. */
function statementsOf(sql: string): string[] {
	return sql
		.split(/;[ \t]*\n/)
		.map((statement) => statement.trim())
		.filter((statement) => statement !== '');
}
