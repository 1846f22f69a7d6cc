/** What is usual now, asked for once and again every five minutes. */
import type { MeasuresAnswer } from '$lib/contract/answers.ts';
import { pooled, usualWindows, type Rates } from './usual.ts';

const EVERY_MS = 5 * 60_000;

export class Usual {
	readonly #fetch: typeof fetch;
	readonly #clock: () => number;
	#rates = $state.raw<Rates | null>(null);

	constructor(
		fetcher: typeof fetch = (...request) => fetch(...request),
		clock: () => number = Date.now
	) {
		this.#fetch = fetcher;
		this.#clock = clock;
	}

	/** Null until known; what was known stays when asking again fails. */
	get rates(): Rates | null {
		return this.#rates;
	}

	async ask(city: string): Promise<void> {
		const answers = await Promise.all(
			usualWindows(this.#clock()).map(async ({ from, to }) => {
				const response = await this.#fetch(`/v1/measures?city=${city}&from=${from}&to=${to}`);
				if (!response.ok) throw new Error(`/v1/measures: ${response.status}`);
				return (await response.json()) as MeasuresAnswer;
			})
		);
		this.#rates = pooled(answers);
	}

	/** Asks until the function returned is called. */
	start(city: string): () => void {
		const ask = () => void this.ask(city).catch(() => undefined);
		ask();
		const timer = setInterval(ask, EVERY_MS);
		return () => clearInterval(timer);
	}
}
