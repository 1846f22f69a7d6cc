/** The cities this reader may see that have data; asks again until there is one. */

export interface VisibleCity {
	code: string;
	name: string;
	name_en: string;
	tier: string | null;
}

export type CitiesStatus = 'asking' | 'ready' | 'refused' | 'unreachable';

const POLL_MS = 2_000;

export class VisibleCities {
	readonly #fetch: typeof fetch;
	#list = $state.raw<readonly VisibleCity[]>([]);
	#status = $state<CitiesStatus>('asking');

	constructor(fetcher: typeof fetch = (...request) => fetch(...request)) {
		this.#fetch = fetcher;
	}

	get list(): readonly VisibleCity[] {
		return this.#list;
	}

	get status(): CitiesStatus {
		return this.#status;
	}

	async ask(): Promise<void> {
		try {
			const response = await this.#fetch('/v1/cities');
			if (response.status === 401 || response.status === 403) this.#status = 'refused';
			else if (!response.ok) this.#status = 'unreachable';
			else {
				this.#list = ((await response.json()) as { cities: VisibleCity[] }).cities;
				this.#status = 'ready';
			}
		} catch {
			this.#status = 'unreachable';
		}
	}

	/** Asks every 2 s until a city is there; the function returned ends it. */
	start(): () => void {
		let ended = false;
		let timer: ReturnType<typeof setTimeout> | undefined;
		const round = async () => {
			await this.ask();
			if (!ended && this.#list.length === 0) timer = setTimeout(() => void round(), POLL_MS);
		};
		void round();
		return () => {
			ended = true;
			clearTimeout(timer);
		};
	}
}
