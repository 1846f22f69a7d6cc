/** Delivers events through POST /v1/events: a batch is sent again until the server has taken it. */
import type { IngestReply } from '#contract/ingest';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HotlineEvent } from '../simulate/events.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const REQUEST_MS = 60_000;
const LISTED = 20;

export interface SenderOptions {
	url: string;
	/** Ends sending; whatever is under way then rejects. */
	signal: AbortSignal;
	/** Where rejections go, loudly. */
	warn: (text: string) => void;
	fetch?: typeof fetch;
	/** Waits before the next try. */
	pause?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

type Outcome = { reply: IngestReply } | { retryAfterMs: number | null; reason: string };

export class Sender {
	accepted = 0;
	rejected = 0;
	readonly #options: Required<SenderOptions>;

	constructor(options: SenderOptions) {
		this.#options = {
			fetch,
			pause: (ms, signal) => sleep(ms, undefined, { signal }),
			...options
		};
	}

	/** Resolves once the server has answered 200. Sending twice is safe: events are idempotent. */
	async send(events: readonly HotlineEvent[]): Promise<void> {
		const body = events.map((event) => JSON.stringify(event) + '\n').join('');
		const { signal, pause, warn } = this.#options;
		for (let pauseMs = FIRST_PAUSE_MS, tries = 1; ; tries++) {
			signal.throwIfAborted();
			const outcome = await this.#post(body);
			if ('reply' in outcome) return this.#count(outcome.reply, events);
			if (tries % 10 === 0) warn(`${outcome.reason}; tried ${tries} times, still trying`);
			await pause(Math.min(LONGEST_PAUSE_MS, outcome.retryAfterMs ?? pauseMs), signal);
			pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
		}
	}

	async #post(body: string): Promise<Outcome> {
		const { url, signal } = this.#options;
		try {
			const response = await this.#options.fetch(`${url}/v1/events`, {
				method: 'POST',
				headers: { 'content-type': 'application/x-ndjson' },
				body,
				signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_MS)])
			});
			if (response.ok) return { reply: (await response.json()) as IngestReply };
			const reason = `POST ${url}/v1/events answered ${response.status}: ${(await response.text()).slice(0, 300)}`;
			if (response.status < 500 && response.status !== 429) throw new Refused(reason);
			const seconds = Number(response.headers.get('retry-after') ?? NaN);
			return { retryAfterMs: Number.isFinite(seconds) ? seconds * 1_000 : null, reason };
		} catch (error) {
			if (signal.aborted || error instanceof Refused) throw error;
			return { retryAfterMs: null, reason: `POST ${url}/v1/events failed: ${String(error)}` };
		}
	}

	#count(reply: IngestReply, events: readonly HotlineEvent[]): void {
		this.accepted += reply.accepted;
		this.rejected += reply.rejected_total;
		for (const { line, code, message } of reply.rejected.slice(0, LISTED))
			this.#options.warn(
				`REJECTED ${code}: ${message} in ${JSON.stringify(events[line - 1] ?? null)}`
			);
		if (reply.rejected_total > LISTED)
			this.#options.warn(`REJECTED ${reply.rejected_total} events of one request in all`);
	}
}

/** The server will never take this batch: trying again cannot help. */
export class Refused extends Error {}
