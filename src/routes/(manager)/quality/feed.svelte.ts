/** Asks for the quality of a city's data again and again; the last answer stays until the next is there. */
import type { Quality } from '$lib/contract/quality.ts';

/** Not logged in; not this city; a question that cannot be asked; the service's or the network's trouble. */
export type Problem = 'refused' | 'forbidden' | 'bad' | 'unreachable';

const POLL_MS = 10_000;
const PROBLEMS: Record<number, Problem> = { 401: 'refused', 403: 'forbidden', 400: 'bad' };

export class QualityFeed {
	readonly #fetch: typeof fetch;
	#answer = $state.raw<Quality | null>(null);
	#problem = $state<Problem | null>(null);

	constructor(fetcher: typeof fetch = (...request) => fetch(...request)) {
		this.#fetch = fetcher;
	}

	/** The latest answer, of whatever question; it names its city. */
	get answer(): Quality | null {
		return this.#answer;
	}

	/** Why the latest question has no answer; null where it has. */
	get problem(): Problem | null {
		return this.#problem;
	}

	/** Asks at once and then every 10 s; the function returned ends it. */
	start(query: string): () => void {
		const end = new AbortController();
		let timer: ReturnType<typeof setTimeout> | undefined;
		const round = async () => {
			await this.#ask(query, end.signal);
			if (!end.signal.aborted) timer = setTimeout(() => void round(), POLL_MS);
		};
		void round();
		return () => {
			end.abort();
			clearTimeout(timer);
		};
	}

	async #ask(query: string, signal: AbortSignal): Promise<void> {
		try {
			const response = await this.#fetch(`/v1/quality?${query}`, { signal });
			const answer = response.ok ? ((await response.json()) as Quality) : null;
			if (signal.aborted) return;
			if (answer) this.#answer = answer;
			this.#problem = answer ? null : (PROBLEMS[response.status] ?? 'unreachable');
		} catch {
			if (!signal.aborted) this.#problem = 'unreachable';
		}
	}
}
