/** `POST /v1/events`: the way in. */
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { mayTouch, type Identity } from '../access/roles.ts';
import { StoreRefusedError, type Committer } from '../ingest/commit.ts';
import type { ReceivedBody, Receiver } from '../ingest/receive.ts';
import { log } from '../log.ts';
import type { Metrics } from './metrics.ts';
import type { Undoer } from '../ingest/undo.ts';
import { ApiError } from './errors.ts';
import { readRun, RUN_HEADER } from './imports.ts';

const RETRY_SECONDS = 1;

export interface EventsDeps {
	receive: Receiver;
	committer: Committer;
	undoer: Undoer;
	maxBodyBytes: number;
	heartbeat: (source: string) => Promise<void>;
	metrics: Metrics;
}

export async function acceptEvents(deps: EventsDeps, c: Context, identity: Identity) {
	const encoding = c.req.header('content-encoding') ?? 'identity';
	if (!['identity', 'gzip', 'x-gzip'].includes(encoding))
		throw new ApiError(415, 'encoding_unknown', 'Content-Encoding: want gzip or none');
	if (Number(c.req.header('content-length') ?? 0) > deps.maxBodyBytes)
		throw new ApiError(413, 'body_too_large', `want at most ${deps.maxBodyBytes} bytes a request`);
	if (deps.committer.full)
		throw new ApiError(
			503,
			'busy',
			'more is waiting than is being stored; try again',
			RETRY_SECONDS
		);

	const sender = {
		source: identity.id,
		run: readRun(c.req.header(RUN_HEADER), deps.undoer),
		mayTouch: (city: string) => mayTouch(identity, city)
	};
	let received: ReceivedBody;
	try {
		received = await deps.receive(bodyOf(c), encoding !== 'identity', sender);
		if (received.empty) await deps.heartbeat(identity.id);
	} catch (cause) {
		if (!(cause instanceof StoreRefusedError)) throw cause;
		log('error', 'the store did not take events', { error: cause });
		throw new ApiError(
			503,
			'store_unavailable',
			`the store did not take the events${isDiskFull(cause) ? ': its disk is full, make room there' : ''}; none is lost that was answered, send these again`,
			RETRY_SECONDS
		);
	}
	const { reply } = received;
	deps.metrics.accepted.inc(reply.accepted);
	deps.metrics.rejected.inc(reply.rejected_total);
	if (received.tooLarge) return c.json({ ...reply, error: tooLarge(deps.maxBodyBytes) }, 413);
	if (received.readable === 0 && !received.empty)
		return c.json({ ...reply, error: UNREADABLE }, 400);
	return c.json(reply, 200);
}

function isDiskFull(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	return /No space left|NOT_ENOUGH_SPACE|ENOSPC/.test(error.message) || isDiskFull(error.cause);
}

/** The bytes as Node has them: a web stream around them costs more than a small event's whole way. */
function bodyOf(c: Context): Readable {
	const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
	if (incoming) return incoming;
	return c.req.raw.body ? Readable.fromWeb(c.req.raw.body as ReadableStream) : Readable.from([]);
}

const UNREADABLE = {
	code: 'nothing_readable',
	message: 'no line of the body is JSON; want NDJSON or a JSON array, plain or gzip, in UTF-8'
};

const tooLarge = (bytes: number) => ({
	code: 'body_too_large',
	message: `want at most ${bytes} bytes a request; what came before is in, send the rest in parts`
});
