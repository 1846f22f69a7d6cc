/** What is usual by now on such a day, asked for once and again every five minutes. */
import type { UsualAnswer } from '$lib/contract/usual.ts';

const EVERY_MS = 5 * 60_000;

export class Usual {
	readonly #fetch: typeof fetch;
	#answer = $state.raw<UsualAnswer | null>(null);

	constructor(fetcher: typeof fetch = (...request) => fetch(...request)) {
		this.#fetch = fetcher;
	}

	/** Null until known; what was known stays when asking again fails. */
	get answer(): UsualAnswer | null {
		return this.#answer;
	}

	async ask(city: string): Promise<void> {
		const response = await this.#fetch(`/v1/usual?city=${city}`);
		if (!response.ok) throw new Error(`/v1/usual: ${response.status}`);
		this.#answer = (await response.json()) as UsualAnswer;
	}

	/** Asks until the function returned is called. */
	start(city: string): () => void {
		const ask = () => void this.ask(city).catch(() => undefined);
		ask();
		const timer = setInterval(ask, EVERY_MS);
		return () => clearInterval(timer);
	}
}
