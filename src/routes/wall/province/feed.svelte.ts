/** The last hour and today of every city that may be seen, asked for one after another, round by round. */
import type { MeasuresAnswer } from '$lib/contract/answers.ts';
import { beijingMidnight } from '$lib/contract/instant.ts';
import type { Rate } from '$lib/statistics/wilson.ts';

export interface CityFigures {
	asOf: number;
	hour: Rate;
	today: Rate;
}

const HOUR_MS = 3_600_000;
const ROUND_MS = 10_000;

export class ProvinceFeed {
	readonly #fetch: typeof fetch;
	readonly #clock: () => number;
	#figures = $state.raw<Readonly<Record<string, CityFigures>>>({});
	#failedSince = $state<number | null>(null);

	constructor(
		fetcher: typeof fetch = (...request) => fetch(...request),
		clock: () => number = Date.now
	) {
		this.#fetch = fetcher;
		this.#clock = clock;
	}

	/** By city code; a city that could not be asked again keeps what is known of it. */
	get figures(): Readonly<Record<string, CityFigures>> {
		return this.#figures;
	}

	/** Since when no city has answered, epoch milliseconds; null while they do. */
	get failedSince(): number | null {
		return this.#failedSince;
	}

	async round(codes: readonly string[]): Promise<void> {
		for (const code of codes) {
			const now = this.#clock();
			try {
				const [hour, today] = await Promise.all([
					this.#ask(code, now - HOUR_MS, now),
					this.#ask(code, beijingMidnight(now), now)
				]);
				const asOf = Date.parse(hour.as_of);
				this.#figures = {
					...this.#figures,
					[code]: {
						asOf,
						hour: hour.measures.connection_rate,
						today: today.measures.connection_rate
					}
				};
				this.#failedSince = null;
			} catch {
				this.#failedSince ??= now;
			}
		}
	}

	async #ask(city: string, from: number, to: number): Promise<MeasuresAnswer> {
		const response = await this.#fetch(`/v1/measures?city=${city}&from=${from}&to=${to}&now=${to}`);
		if (!response.ok) throw new Error(`/v1/measures: ${response.status}`);
		return (await response.json()) as MeasuresAnswer;
	}

	/** Asks round by round until the function returned is called. */
	start(codes: readonly string[]): () => void {
		let timer: ReturnType<typeof setTimeout> | undefined;
		let ended = false;
		const next = async () => {
			await this.round(codes);
			if (!ended) timer = setTimeout(() => void next(), ROUND_MS);
		};
		void next();
		return () => {
			ended = true;
			clearTimeout(timer);
		};
	}
}
