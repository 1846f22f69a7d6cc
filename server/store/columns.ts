/**
 * Rows into the embedded engine as columns in memory (Arrow's layout), read by `arrowstream()`: no text
 * to write or to parse, and no byte of a sender in a statement.
 */
import { createRequire } from 'node:module';

/** A column in Arrow's layout: `i` Int32, `g` Float64 (validity, values), `u` text (validity, offsets, bytes). */
export interface Column {
	name: string;
	format: 'i' | 'g' | 'u';
	length: number;
	nullCount: 0;
	buffers: (Buffer | null)[];
}

export interface ColumnWriter {
	/** Runs an `INSERT … SELECT … FROM` (whose source is added) over the columns, one at a time. */
	insert(insertSelect: string, columns: Column[]): Promise<void>;
	close(): void;
}

/**
 * The package's own `registerArrowTable` encodes every text by itself and cannot name a session that
 * was opened on a path; it rests on these two.
 */
interface Engine {
	Session: new (path: string) => {
		connection: unknown;
		queryAsync(sql: string): Promise<unknown>;
		close(): void;
	};
	_arrowRegisterColumns(connection: unknown, name: string, columns: Column[]): void;
	_arrowUnregister(connection: unknown, name: string): void;
}

const SOURCE = 'arriving';

/** Opens a connection of its own on the engine's folder. */
export function openColumns(dataDir: string): ColumnWriter {
	const engine = createRequire(import.meta.url)('chdb') as Engine;
	const session = new engine.Session(dataDir);
	let last: Promise<void> = Promise.resolve();
	async function run(insertSelect: string, columns: Column[]): Promise<void> {
		engine._arrowRegisterColumns(session.connection, SOURCE, columns);
		try {
			await session.queryAsync(`${insertSelect} FROM arrowstream('${SOURCE}')`);
		} finally {
			engine._arrowUnregister(session.connection, SOURCE);
		}
	}
	return {
		insert: (insertSelect, columns) =>
			(last = last.catch(() => {}).then(() => run(insertSelect, columns))),
		close: () => session.close()
	};
}

const bytesOf = ({ buffer, byteOffset }: Int32Array | Float64Array, bytes: number) =>
	Buffer.from(buffer, byteOffset, bytes);

/** The first `length` values. */
export function int32Column(name: string, values: Int32Array, length: number): Column {
	return { name, format: 'i', length, nullCount: 0, buffers: [null, bytesOf(values, 4 * length)] };
}

/** The first `length` values; whole numbers up to 2^53 are exact. */
export function float64Column(name: string, values: Float64Array, length: number): Column {
	return { name, format: 'g', length, nullCount: 0, buffers: [null, bytesOf(values, 8 * length)] };
}

/** The first `length` texts, each from its offset in the bytes of UTF-8 to the next one's. */
export function textColumn(
	name: string,
	{ offsets, bytes }: { offsets: Int32Array; bytes: Buffer },
	length: number
): Column {
	const buffers = [null, bytesOf(offsets, 4 * (length + 1)), bytes.subarray(0, offsets[length])];
	return { name, format: 'u', length, nullCount: 0, buffers };
}
