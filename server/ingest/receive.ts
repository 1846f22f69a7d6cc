/** From a request's body to its reply: frames, the door, the committer, in bounded pieces. */
import { isUtf8 } from 'node:buffer';
import { createGunzip } from 'node:zlib';
import type { Readable } from 'node:stream';
import { LISTED_REJECTIONS, type IngestReply, type RejectionCode } from '#contract/ingest';
import { isTurnOver, nextTurn } from '../turns.ts';
import type { Committer, RefusedLine } from './commit.ts';
import { RejectionError, type AcceptedFact, type Door } from './door.ts';
import { createFramer, type Frame } from './framing.ts';

/** Facts that go to the committer together, which takes them out of the heap. */
const PIECE_FACTS = 64;

export interface ReceiveOptions {
	door: Door;
	committer: Committer;
	maxEventBytes: number;
	maxBodyBytes: number;
}

export interface Sender {
	source: string;
	/** The import run, or empty. */
	run: string;
	mayTouch: (city: string) => boolean;
}

export interface ReceivedBody {
	reply: IngestReply;
	/** Lines that were JSON at all; none of them, and no empty body, is a body nobody can read. */
	readable: number;
	/** No byte but white space: a heartbeat. */
	empty: boolean;
	/** The body went over the limit; what came before is in. */
	tooLarge: boolean;
}

const FAULT_MESSAGES = {
	line_too_long: 'this event is longer than the server takes; it was skipped',
	body_truncated: 'the body breaks off here; what came before is in, send the rest again',
	trailing_data: 'something follows the end of the array; it was not read'
} as const;

/** Makes the receiver. Each call reads one body to its end and answers when all of it is durable. */
export function createReceiver(options: ReceiveOptions) {
	return async function receive(
		body: Readable,
		gzipped: boolean,
		sender: Sender
	): Promise<ReceivedBody> {
		const framer = createFramer(options.maxEventBytes);
		const outcome: ReceivedBody = {
			reply: { accepted: 0, rejected_total: 0, rejected: [] },
			readable: 0,
			empty: true,
			tooLarge: false
		};
		const commits = new Set<Promise<void>>();
		let facts: AcceptedFact[] = [];
		let rejections: RefusedLine[] = [];
		/** Beyond those that are listed: counted by reason and city. */
		let unlisted = new Map<string, RefusedLine>();

		function reject(line: number, code: RejectionCode, message: string, city = 0): void {
			outcome.reply.rejected_total++;
			if (outcome.reply.rejected.length < LISTED_REJECTIONS) {
				const rejection = { line, code, message };
				outcome.reply.rejected.push(rejection);
				rejections.push({ ...rejection, city, copies: 1 });
				return;
			}
			// Codes that no city has may be many: they share one place.
			const place = unlisted.size < LISTED_REJECTIONS ? city : 0;
			const key = `${code} ${place}`;
			const counted = unlisted.get(key);
			if (counted) counted.copies++;
			else unlisted.set(key, { line, code, message, city: place, copies: 1 });
		}

		function take(frame: Frame): void {
			if ('fault' in frame) return reject(frame.line, frame.fault, FAULT_MESSAGES[frame.fault]);
			const value = parse(frame.bytes, (code, message) => reject(frame.line, code, message));
			if (value === undefined) return;
			outcome.readable++;
			try {
				facts.push(options.door.admit(value, sender.mayTouch));
				outcome.reply.accepted++;
			} catch (error) {
				if (!(error instanceof RejectionError)) throw error;
				reject(frame.line, error.code, error.message, cityOf(value));
			}
		}

		function parse(bytes: Buffer, refuse: (code: RejectionCode, message: string) => void): unknown {
			if (!isUtf8(bytes)) {
				refuse('invalid_utf8', 'this line is no UTF-8; send UTF-8');
				return undefined;
			}
			try {
				return JSON.parse(withoutMark(bytes).toString('utf8')) as unknown;
			} catch {
				refuse(
					'json_malformed',
					'this is no JSON; want one JSON object a line, or an array of them'
				);
				return undefined;
			}
		}

		/** Hands facts on, and with them what was turned away: at the end, or where that grows long. */
		function submit(isEnd: boolean): void {
			const refusals = rejections.length + unlisted.size;
			const hasRefusals = refusals > 0 && (isEnd || refusals >= LISTED_REJECTIONS);
			if (facts.length === 0 && !hasRefusals) return;
			const commit = options.committer.submit({
				source: sender.source,
				request: outcome,
				run: sender.run,
				facts,
				rejections: hasRefusals ? [...rejections, ...unlisted.values()] : []
			});
			commits.add(commit);
			facts = [];
			if (!hasRefusals) return;
			rejections = [];
			unlisted = new Map();
		}

		let bytes = 0;
		let broken = false;
		try {
			await options.committer.room();
			for await (const chunk of inflate(body, gzipped)) {
				bytes += chunk.length;
				if (bytes > options.maxBodyBytes) {
					outcome.tooLarge = true;
					break;
				}
				outcome.empty &&= chunk.every((byte) => byte <= 0x20);
				for (const frame of framer.push(chunk)) {
					take(frame);
					if (facts.length >= PIECE_FACTS) {
						submit(false);
						await options.committer.room();
						while (isTurnOver()) await nextTurn();
					}
				}
			}
		} catch (error) {
			if (error instanceof BodyBrokenError) broken = true;
			else throw error;
		}
		if (broken) outcome.empty = false;
		for (const frame of framer.end(broken || outcome.tooLarge)) take(frame);
		// Nothing came through at all: still say that the body broke.
		if (broken && outcome.reply.rejected_total === 0)
			reject(1, 'body_truncated', FAULT_MESSAGES.body_truncated);
		submit(true);
		await Promise.all(commits);
		return outcome;
	};
}
export type Receiver = ReturnType<typeof createReceiver>;

class BodyBrokenError extends Error {}

/** The body's bytes; a broken connection or a truncated gzip ends it with `BodyBrokenError`. */
async function* inflate(body: Readable, gzipped: boolean): AsyncGenerator<Buffer> {
	const gunzip = gzipped ? createGunzip() : undefined;
	if (gunzip) body.on('error', (error) => gunzip.destroy(error)).pipe(gunzip);
	const source: Readable = gunzip ?? body;
	try {
		// A request that is left unread must stay open for its answer.
		for await (const chunk of source.iterator({ destroyOnReturn: false })) yield chunk as Buffer;
	} catch (cause) {
		throw new BodyBrokenError('the body broke off', { cause });
	} finally {
		gunzip?.destroy();
	}
}

/** A line may begin with a byte order mark, where files were put together. */
function withoutMark(bytes: Buffer): Buffer {
	return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function cityOf(value: unknown): number {
	const city = (value as { city?: unknown } | null)?.city;
	return typeof city === 'string' && /^\d{6}$/.test(city) ? Number(city) : 0;
}
