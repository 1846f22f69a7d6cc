/** Delivers events through POST /v1/events: a batch is sent again until the server has taken it. */
import type { IngestReply } from '#contract/ingest';
import { postUntilTaken, type PostOptions } from '../import/post.ts';
import type { HotlineEvent } from '../simulate/events.ts';

const LISTED = 20;

export interface SenderOptions extends Omit<PostOptions, 'headers' | 'mostTries'> {
	url: string;
}

export class Sender {
	accepted = 0;
	rejected = 0;
	readonly #options: SenderOptions;

	constructor(options: SenderOptions) {
		this.#options = options;
	}

	/** Resolves once the server has answered 200. Sending twice is safe: events are idempotent. */
	async send(events: readonly HotlineEvent[]): Promise<void> {
		const body = events.map((event) => JSON.stringify(event) + '\n').join('');
		const reply = await postUntilTaken(`${this.#options.url}/v1/events`, body, this.#options);
		this.#count(reply as IngestReply, events);
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
