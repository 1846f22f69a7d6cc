/** A file as it is when the import begins: what is appended later waits for the next run. */
import { createReadStream, openSync, readSync, closeSync, statSync } from 'node:fs';

const HEAD_BYTES = 65_536;
const CHUNK_BYTES = 262_144;

export class SourceError extends Error {}

export interface SourceFile {
	path: string;
	/** Bytes at the start of the run. */
	size: number;
	/** The first 64 KiB. */
	head: Buffer;
	/** Bytes from the start to `size`; `onBytes` hears how many have been read so far. */
	read: (onBytes: (bytes: number) => void) => AsyncGenerator<Buffer>;
	/** Bytes that have been appended since. */
	grownBy: () => number;
}

export function openSource(path: string): SourceFile {
	const stat = statSync(path, { throwIfNoEntry: false });
	if (!stat?.isFile()) throw new SourceError(`${path}: is no file`);
	const { size } = stat;
	return {
		path,
		size,
		head: readHead(path, Math.min(size, HEAD_BYTES)),
		read: async function* (onBytes) {
			if (size === 0) return;
			let bytes = 0;
			const stream = createReadStream(path, { end: size - 1, highWaterMark: CHUNK_BYTES });
			for await (const chunk of stream as AsyncIterable<Buffer>) {
				bytes += chunk.length;
				onBytes(bytes);
				yield chunk;
			}
			if (bytes < size)
				throw new SourceError(`${path}: was cut while it was read, ${bytes} of ${size} bytes came`);
		},
		grownBy: () => (statSync(path, { throwIfNoEntry: false })?.size ?? size) - size
	};
}

function readHead(path: string, bytes: number): Buffer {
	const file = openSync(path, 'r');
	try {
		const head = Buffer.alloc(bytes);
		return head.subarray(0, readSync(file, head, 0, bytes, 0));
	} finally {
		closeSync(file);
	}
}
