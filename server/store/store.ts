/**
 * The store's port: one connection writes, one settles, a few read. A connection of the embedded
 * engine is serial, so an insert never waits behind a question nor a wall behind an import.
 * This folder alone imports the ClickHouse client and the engine.
 */
import { mkdirSync } from 'node:fs';
import { createClient, type ClickHouseClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { openColumns, type ColumnWriter } from './columns.ts';

export type Row = Record<string, unknown>;

export interface Store {
	/** Runs a question and returns its rows; 64-bit integers come as numbers. */
	read<R extends Row>(sql: string, parameters?: Row): Promise<R[]>;
	/** The same for a question that reads many facts: one at a time and on one core, so that walls do not wait. */
	readLong<R extends Row>(sql: string): Promise<R[]>;
	/** Inserts rows, each serialised by us; returns when they are in the table. */
	insert(table: string, rows: readonly Row[]): Promise<void>;
	/** The same for rows as arrays in the order of `columns`: less text to write and to parse. */
	insertArrays(
		table: string,
		columns: readonly [string, ...string[]],
		rows: readonly (readonly unknown[])[]
	): Promise<void>;
	/** Takes columns as they lie in memory; null where the store is a server. */
	columns: ColumnWriter | null;
	/** Runs a statement on the writing connection. */
	command(sql: string): Promise<void>;
	/** Runs an `INSERT … SELECT` on the settling connection. */
	settle(sql: string): Promise<void>;
	/** The same on the connection of the rollup, which works in the background. */
	roll(sql: string): Promise<void>;
	close(): Promise<void>;
}

export interface StoreOptions {
	/** Folder of the embedded engine; used when `url` is absent. */
	dataDir: string;
	/** A ClickHouse server or cluster over HTTP instead. */
	url?: string | undefined;
	readers?: number;
}

/** Our own database: the engine's default one is an Overlay that lacks what Atomic can. */
export const DATABASE = 'rexian';

/**
 * Integers come as numbers. A key names its partition, so FINAL need not look across partitions.
 * In the SQL text: settings given to the client would stay on the embedded connection for good.
 */
const READ_SETTINGS =
	'output_format_json_quote_64bit_integers = 0, do_not_merge_across_partitions_select_final = 1';

export class StoreUnavailableError extends Error {}

/** Opens the store and its database. Throws `StoreUnavailableError` with what to do about it. */
export async function openStore(options: StoreOptions): Promise<Store> {
	const connect = options.url ? serverClients(options.url) : embeddedClients(options.dataDir);
	let admin: ClickHouseClient;
	try {
		admin = connect();
		await admin.command({ query: `CREATE DATABASE IF NOT EXISTS ${DATABASE} ENGINE = Atomic` });
	} catch (cause) {
		throw new StoreUnavailableError(
			options.url
				? 'CLICKHOUSE_URL: the server did not answer; check address, user and password'
				: `DATA_DIR: the store in ${options.dataDir} did not open; is another server running on this folder, and may it be written?`,
			{ cause }
		);
	}
	const [writer, settler] = [connect(DATABASE), connect(DATABASE)];
	const [roller, long] = [connect(DATABASE), connect(DATABASE)];
	const readers = Array.from({ length: options.readers ?? 3 }, () => connect(DATABASE));
	const clients = [writer, settler, roller, long, ...readers];
	// The embedded engine takes its database from the connection's session, a server from the client.
	if (!options.url)
		for (const client of clients) await client.command({ query: `USE ${DATABASE}` });
	await admin.close();
	const columns = options.url ? null : openColumns(options.dataDir);
	const nextReader = leastBusy(readers);
	return {
		read: async <R extends Row>(sql: string, parameters?: Row) =>
			nextReader(async (client) => {
				const result = await client.query({
					query: `${sql}\nSETTINGS ${READ_SETTINGS}`,
					format: 'JSONEachRow',
					...(parameters && { query_params: parameters })
				});
				return result.json<R>();
			}),
		readLong: async <R extends Row>(sql: string) => {
			const result = await long.query({
				query: `${sql}\nSETTINGS ${READ_SETTINGS}, max_threads = 1`,
				format: 'JSONEachRow'
			});
			return result.json<R>();
		},
		insert: async (table, rows) => {
			if (rows.length > 0)
				await writer.insert({ table: `${DATABASE}.${table}`, values: rows, format: 'JSONEachRow' });
		},
		insertArrays: async (table, columns, rows) => {
			if (rows.length > 0)
				await writer.insert({
					table: `${DATABASE}.${table}`,
					columns: [...columns],
					values: rows,
					format: 'JSONCompactEachRow'
				});
		},
		columns,
		command: async (sql) => void (await writer.command({ query: sql })),
		settle: async (sql) => void (await settler.command({ query: sql })),
		roll: async (sql) => void (await roller.command({ query: sql })),
		close: async () => {
			columns?.close();
			for (const client of clients) await client.close();
		}
	};
}

type Connect = (database?: string) => ClickHouseClient;

function embeddedClients(dataDir: string): Connect {
	try {
		mkdirSync(dataDir, { recursive: true });
	} catch (cause) {
		throw new StoreUnavailableError(`DATA_DIR: cannot make the folder ${dataDir}`, { cause });
	}
	// The engine's package names the client's interface from another copy of the same types.
	type Connection = NonNullable<Parameters<typeof createClient>[0]>['connection'] & object;
	return () =>
		createClient({
			connection: createChdbConnection({ path: dataDir }) as unknown as Connection
		});
}

function serverClients(url: string): Connect {
	return (database) => createClient({ url, ...(database && { database }) });
}

/** Hands each task to the connection with the fewest under way. */
function leastBusy(clients: ClickHouseClient[]) {
	const lanes = clients.map((client) => ({ client, busy: 0 }));
	return async <T>(task: (client: ClickHouseClient) => Promise<T>): Promise<T> => {
		const lane = lanes.reduce((a, b) => (b.busy < a.busy ? b : a));
		lane.busy++;
		try {
			return await task(lane.client);
		} finally {
			lane.busy--;
		}
	};
}
