/** A city's alerts and what was sent about them, asked for again and again. */
import type { AlertsAnswer } from '$lib/contract/alerts.ts';
import type { DeliveryView } from '$lib/contract/channels.ts';
import { sayRefusal, type RefusalBody } from '$lib/faults/refusal.ts';

export type FeedStatus = 'loading' | 'ready' | 'unauthorized' | 'forbidden' | 'failed';

const POLL_MS = 5_000;

export class AlertFeed {
	readonly #fetch: typeof fetch;
	#answer = $state.raw<AlertsAnswer | null>(null);
	#deliveries = $state.raw<DeliveryView[] | null>(null);
	#status = $state<FeedStatus>('loading');
	#query = '';

	constructor(fetcher: typeof fetch = (...request) => fetch(...request)) {
		this.#fetch = fetcher;
	}

	/** The latest answer; it stands while the next is on its way. */
	get answer(): AlertsAnswer | null {
		return this.#answer;
	}

	/** Null for whoever may not see them. */
	get deliveries(): DeliveryView[] | null {
		return this.#deliveries;
	}

	get status(): FeedStatus {
		return this.#status;
	}

	/** Asks at once and then every 5 s; the function returned ends it. */
	start(query: string): () => void {
		let ended = false;
		let timer: ReturnType<typeof setTimeout> | undefined;
		this.#query = query;
		const round = async () => {
			await this.refresh();
			if (!ended) timer = setTimeout(() => void round(), POLL_MS);
		};
		void round();
		return () => {
			ended = true;
			clearTimeout(timer);
		};
	}

	async refresh(): Promise<void> {
		const query = this.#query;
		try {
			const [alerts, deliveries] = await Promise.all([
				this.#fetch(`/v1/alerts?${query}`),
				this.#fetch(`/v1/deliveries?${query}`)
			]);
			const answer = alerts.ok ? ((await alerts.json()) as AlertsAnswer) : null;
			const sent = deliveries.ok
				? ((await deliveries.json()) as { deliveries: DeliveryView[] }).deliveries
				: null;
			if (query !== this.#query) return;
			if (answer) this.#answer = answer;
			this.#deliveries = sent;
			this.#status = statusOf(alerts.status);
		} catch {
			if (query === this.#query) this.#status = 'failed';
		}
	}

	/** Says that somebody has it; the server's words where it refuses, null where it took it. */
	async acknowledge(city: string, id: string, note: string): Promise<string | null> {
		try {
			const response = await this.#fetch(
				`/v1/alerts/${encodeURIComponent(id)}/acknowledge?city=${city}`,
				{ method: 'POST', body: JSON.stringify({ note }) }
			);
			await this.refresh();
			if (response.ok) return null;
			return sayRefusal(((await response.json()) as { error?: RefusalBody }).error);
		} catch {
			return '';
		}
	}
}

function statusOf(code: number): FeedStatus {
	if (code < 300) return 'ready';
	if (code === 401) return 'unauthorized';
	return code === 403 ? 'forbidden' : 'failed';
}
