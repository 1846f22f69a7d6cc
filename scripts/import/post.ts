/** One POST to the server, again and again until it is taken: on 429, 5xx and broken connections. */
import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const REQUEST_MS = 60_000;

/** The server will never take this request: trying again cannot help. */
export class Refused extends Error {}

export interface PostOptions {
	/** Ends trying; what is under way then rejects. */
	signal: AbortSignal;
	headers?: Record<string, string>;
	/** Gives up after so many tries; without it, never. */
	mostTries?: number;
	/** Told now and then while it does not succeed. */
	warn: (text: string) => void;
	fetch?: typeof fetch;
	/** Waits before the next try. */
	pause?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** Resolves with the JSON of a 200. Only for requests that change nothing when they are repeated. */
export async function postUntilTaken(
	url: string,
	body: string | undefined,
	options: PostOptions
): Promise<unknown> {
	const { signal, warn, mostTries = Infinity } = options;
	const pause = options.pause ?? ((ms) => sleep(ms, undefined, { signal }));
	for (let pauseMs = FIRST_PAUSE_MS, tries = 1; ; tries++) {
		signal.throwIfAborted();
		const outcome = await post(url, body, options);
		if ('reply' in outcome) return outcome.reply;
		if (tries >= mostTries) throw new Error(`${outcome.reason}; gave up after ${tries} tries`);
		if (tries % 10 === 0) warn(`${outcome.reason}; tried ${tries} times, still trying`);
		await pause(Math.min(LONGEST_PAUSE_MS, outcome.retryAfterMs ?? pauseMs), signal);
		pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
	}
}

type Outcome = { reply: unknown } | { retryAfterMs: number | null; reason: string };

async function post(
	url: string,
	body: string | undefined,
	{ signal, headers, fetch: send = fetch }: PostOptions
): Promise<Outcome> {
	try {
		const response = await send(url, {
			method: 'POST',
			headers: { 'content-type': 'application/x-ndjson', ...headers },
			...(body === undefined ? {} : { body }),
			signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_MS)])
		});
		if (response.status === 204) return { reply: null };
		if (response.ok) return { reply: await response.json() };
		const reason = `POST ${url} answered ${response.status}: ${(await response.text()).slice(0, 300)}`;
		if (response.status < 500 && response.status !== 429) throw new Refused(reason);
		const seconds = Number(response.headers.get('retry-after') ?? NaN);
		return { retryAfterMs: Number.isFinite(seconds) ? seconds * 1_000 : null, reason };
	} catch (error) {
		if (signal.aborted || error instanceof Refused) throw error;
		return { retryAfterMs: null, reason: `POST ${url} failed: ${causeOf(error)}` };
	}
}

/** What fetch says last: "fetch failed" alone names nothing. */
function causeOf(error: unknown): string {
	const cause = error instanceof Error ? error.cause : undefined;
	const code = (cause as { code?: unknown } | undefined)?.code;
	return typeof code === 'string' ? code : String(error);
}
