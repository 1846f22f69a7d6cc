/** Bytes in any encoding become whole lines of UTF-8; those with bytes that were no text are marked. */
import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { Encoding } from './mapping/schema.ts';

/** A line this long is no line: the file has none, or lines that end with a bare \r. */
const LONGEST_LINE_BYTES = 8 * 1_048_576;
const NEWLINE = 10;

export class EncodingError extends Error {}

export interface Lines {
	/** Whole lines in UTF-8; only the file's last may lack its end. */
	bytes: Buffer;
	/** Some of the bytes were not valid; their places hold U+FFFD. */
	damaged: boolean;
	/** What stands after the file's last line end. */
	isTail: boolean;
}

/** What a file is written in, by its byte order mark, its zeros, or validity; `auto` never says GBK. */
export function sniffEncoding(head: Buffer): Exclude<Encoding, 'auto'> {
	if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
	if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
	const sample = head.subarray(0, 512);
	const zeros = [0, 0];
	sample.forEach((byte, i) => (zeros[i % 2]! += byte === 0 ? 1 : 0));
	if (Math.max(...zeros) > sample.length / 8)
		return zeros[1]! >= zeros[0]! ? 'utf-16le' : 'utf-16be';
	return 'utf-8';
}

/** Encodings under which these bytes would be text, other than the one that was tried. */
export function otherEncodings(head: Buffer, tried: Encoding): Encoding[] {
	const whole = head.subarray(0, head.lastIndexOf(NEWLINE) + 1 || head.length);
	// Nearly all UTF-8 would be some text in GB 18030 too: what could be read needs no other.
	if (tried === 'utf-8' && isUtf8(whole)) return [];
	return (['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const).filter(
		(encoding) =>
			encoding !== tried &&
			!(tried === 'gbk' && encoding === 'gb18030') &&
			!iconv.decode(whole, encoding).includes('\uFFFD') &&
			(encoding.startsWith('utf-16') ? sniffEncoding(head) === encoding : true)
	);
}

export async function* decodeLines(
	chunks: AsyncIterable<Buffer>,
	encoding: Exclude<Encoding, 'auto'>
): AsyncGenerator<Lines> {
	let rest: Buffer = Buffer.alloc(0);
	let isFirst = true;
	for await (const chunk of toUtf8(chunks, encoding)) {
		const withRest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
		const whole = isFirst ? withoutMark(withRest) : withRest;
		isFirst = false;
		const end = whole.lastIndexOf(NEWLINE) + 1;
		rest = whole.subarray(end);
		if (rest.length > LONGEST_LINE_BYTES)
			throw new EncodingError(
				`no line end (\\n) in ${LONGEST_LINE_BYTES} bytes: an unclosed quote, another encoding, or lines that end with \\r alone`
			);
		if (end > 0) yield linesOf(whole.subarray(0, end), encoding, false);
	}
	if (rest.length > 0) yield linesOf(rest, encoding, true);
}

function linesOf(bytes: Buffer, encoding: Encoding, isTail: boolean): Lines {
	const damaged = encoding === 'utf-8' ? !isUtf8(bytes) : bytes.includes('\uFFFD');
	return { bytes, damaged, isTail };
}

function withoutMark(bytes: Buffer): Buffer {
	return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

async function* toUtf8(
	chunks: AsyncIterable<Buffer>,
	encoding: Exclude<Encoding, 'auto'>
): AsyncGenerator<Buffer> {
	if (encoding === 'utf-8') {
		yield* chunks;
		return;
	}
	const decoder = iconv.getDecoder(encoding);
	for await (const chunk of chunks) yield Buffer.from(decoder.write(chunk));
	const end = decoder.end();
	if (end) yield Buffer.from(end);
}
