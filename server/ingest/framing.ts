/**
 * Cuts a stream of bytes into events: lines of NDJSON, or the elements of one JSON array. It holds
 * one event at most, whatever the body's length, and a damaged event costs only itself.
 */
const NEWLINE = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

export type Frame =
	| { line: number; bytes: Buffer }
	| { line: number; fault: 'line_too_long' | 'body_truncated' | 'trailing_data' };

const isSpace = (byte: number) => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

export interface Framer {
	/** Frames that are complete with these bytes. */
	push(chunk: Buffer): Frame[];
	/** What is left at the end; `broken` when the body did not end by itself. */
	end(broken: boolean): Frame[];
}

/** Tells NDJSON from an array by the first byte that is no white space, then frames accordingly. */
export function createFramer(maxEventBytes: number): Framer {
	let framer: Framer | undefined;
	let head = Buffer.alloc(0);
	return {
		push(chunk) {
			if (framer) return framer.push(chunk);
			head = Buffer.concat([head, chunk]);
			const bom = head.subarray(0, 3).equals(BOM) ? 3 : 0;
			let start = bom;
			while (start < head.length && isSpace(head[start]!)) start++;
			if (start === head.length && start < maxEventBytes) return [];
			framer = head[start] === OPEN_ARRAY ? arrayFramer(maxEventBytes) : lineFramer(maxEventBytes);
			return framer.push(head.subarray(head[start] === OPEN_ARRAY ? start + 1 : bom));
		},
		end: (broken) => framer?.end(broken) ?? []
	};
}

/** Bytes of the event under way, dropped once they exceed the limit. */
function createHolder(maxEventBytes: number) {
	let parts: Buffer[] = [];
	let length = 0;
	return {
		add(part: Buffer) {
			length += part.length;
			if (length <= maxEventBytes) parts.push(part);
			else parts = [];
		},
		get empty() {
			return length === 0;
		},
		take(line: number): Frame {
			const frame: Frame =
				length > maxEventBytes
					? { line, fault: 'line_too_long' }
					: { line, bytes: parts.length === 1 ? parts[0]! : Buffer.concat(parts) };
			parts = [];
			length = 0;
			return frame;
		}
	};
}

function lineFramer(maxEventBytes: number): Framer {
	const held = createHolder(maxEventBytes);
	let line = 1;
	const isBlank = (frame: Frame) => 'bytes' in frame && frame.bytes.every(isSpace);
	return {
		push(chunk) {
			const frames: Frame[] = [];
			let start = 0;
			for (;;) {
				const newline = chunk.indexOf(NEWLINE, start);
				if (newline < 0) break;
				held.add(chunk.subarray(start, newline));
				const frame = held.take(line++);
				if (!isBlank(frame)) frames.push(frame);
				start = newline + 1;
			}
			if (start < chunk.length) held.add(chunk.subarray(start));
			return frames;
		},
		end(broken) {
			if (broken) return [{ line, fault: 'body_truncated' }];
			if (held.empty) return [];
			const frame = held.take(line);
			return isBlank(frame) ? [] : [frame];
		}
	};
}

function arrayFramer(maxEventBytes: number): Framer {
	const held = createHolder(maxEventBytes);
	let index = 1;
	let depth = 0;
	let inString = false;
	let escaped = false;
	let closed = false;
	let trailing = false;

	/** Whether this byte ends the element before it. */
	function endsElement(byte: number): boolean {
		if (inString) {
			if (escaped) escaped = false;
			else if (byte === BACKSLASH) escaped = true;
			else if (byte === QUOTE) inString = false;
			return false;
		}
		if (byte === QUOTE) inString = true;
		else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth++;
		else if (depth === 0) return byte === COMMA || byte === CLOSE_ARRAY;
		else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) depth--;
		return false;
	}

	return {
		push(chunk) {
			const frames: Frame[] = [];
			let start = 0;
			for (let at = 0; at < chunk.length; at++) {
				const byte = chunk[at]!;
				if (closed) {
					trailing ||= !isSpace(byte);
					continue;
				}
				if (!endsElement(byte)) continue;
				held.add(chunk.subarray(start, at));
				start = at + 1;
				closed = byte === CLOSE_ARRAY;
				const frame = held.take(index);
				const blank = 'bytes' in frame && frame.bytes.every(isSpace);
				// "[]" has no element; "[1,]" and "[,1]" have one that says nothing.
				if (blank && closed && index === 1) continue;
				index++;
				frames.push(frame);
			}
			if (!closed && start < chunk.length) held.add(chunk.subarray(start));
			return frames;
		},
		end() {
			if (!closed) return [{ line: index, fault: 'body_truncated' }];
			return trailing ? [{ line: index, fault: 'trailing_data' }] : [];
		}
	};
}
