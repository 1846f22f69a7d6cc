/** The province's lines, asked for again and again: page and wall look at the same. */
import type { ProvinceAnswer } from '../contract/province.ts';

export type ProvinceStatus = 'asking' | 'answered' | 'unauthorized' | 'forbidden' | 'failed';

const POLL_MS = 5_000;
/** While cities are being computed for the first time. */
const FILLING_MS = 1_000;

export class ProvinceFeed {
	readonly #fetch: typeof fetch;
	readonly #clock: () => number;
	#answer = $state.raw<ProvinceAnswer | null>(null);
	#status = $state<ProvinceStatus>('asking');
	#failedSince = $state<number | null>(null);

	constructor(
		fetcher: typeof fetch = (...request) => fetch(...request),
		clock: () => number = Date.now
	) {
		this.#fetch = fetcher;
		this.#clock = clock;
	}

	/** The latest answer; it stands while no other comes. */
	get answer(): ProvinceAnswer | null {
		return this.#answer;
	}

	get status(): ProvinceStatus {
		return this.#status;
	}

	/** Since when nothing has been answered, epoch milliseconds; null while answers come. */
	get failedSince(): number | null {
		return this.#failedSince;
	}

	async ask(): Promise<void> {
		try {
			const response = await this.#fetch('/v1/province');
			this.#status = statusOf(response.status);
			if (response.ok) this.#answer = (await response.json()) as ProvinceAnswer;
		} catch {
			this.#status = 'failed';
		}
		if (this.#status === 'answered') this.#failedSince = null;
		else this.#failedSince ??= this.#clock();
	}

	/** Asks at once and then every 5 s; the function returned ends it. */
	start(): () => void {
		let ended = false;
		let timer: ReturnType<typeof setTimeout> | undefined;
		const round = async () => {
			await this.ask();
			const total = this.#answer?.total;
			const isFilling = total !== undefined && total.computed < total.cities;
			if (!ended) timer = setTimeout(() => void round(), isFilling ? FILLING_MS : POLL_MS);
		};
		void round();
		return () => {
			ended = true;
			clearTimeout(timer);
		};
	}
}

function statusOf(code: number): ProvinceStatus {
	if (code < 300) return 'answered';
	if (code === 401) return 'unauthorized';
	return code === 403 ? 'forbidden' : 'failed';
}
