/** One question to the API whose parameters move: the last one asked is the one answered. */

import { sayRefusal, type RefusalBody } from '../faults/refusal.ts';

export type QuestionStatus = 'asking' | 'answered' | 'forbidden' | 'unauthorized' | 'failed';

export class ApiQuestion<Answer> {
	readonly #fetch: typeof fetch;
	#answer = $state.raw<Answer | null>(null);
	#status = $state<QuestionStatus>('asking');
	#message = $state('');
	#abort: AbortController | undefined;

	constructor(fetcher: typeof fetch = (...request) => fetch(...request)) {
		this.#fetch = fetcher;
	}

	/** The last answer; it stands, held back, while the next is on its way. */
	get answer(): Answer | null {
		return this.#answer;
	}

	get status(): QuestionStatus {
		return this.#status;
	}

	/** What the server said was wrong; empty where it could not be reached. */
	get message(): string {
		return this.#message;
	}

	/** Asks, and forgets what was asked before. */
	async ask(path: string): Promise<void> {
		this.#abort?.abort();
		const { signal } = (this.#abort = new AbortController());
		this.#status = 'asking';
		try {
			const response = await this.#fetch(path, { signal });
			const body = (await response.json()) as Answer & { error?: RefusalBody };
			if (signal.aborted) return;
			if (response.ok) this.#answer = body;
			this.#message = sayRefusal(body.error);
			this.#status = statusOf(response.status);
		} catch {
			if (signal.aborted) return;
			this.#message = '';
			this.#status = 'failed';
		}
	}

	/** Lets go of a question that nobody waits for any more. */
	stop(): void {
		this.#abort?.abort();
	}
}

function statusOf(code: number): QuestionStatus {
	if (code < 300) return 'answered';
	if (code === 401) return 'unauthorized';
	return code === 403 ? 'forbidden' : 'failed';
}
