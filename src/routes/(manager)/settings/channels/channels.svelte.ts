/** The channels that are set: read, saved, tested and removed. */
import type { ChannelView, TestResult } from '$lib/contract/channels.ts';
import { sayFault } from '$lib/faults/messages.ts';
import { sayRefusal, type RefusalBody } from '$lib/faults/refusal.ts';

export type ChannelsStatus = 'loading' | 'ready' | 'unauthorized' | 'forbidden' | 'failed';
export interface FieldTrouble {
	path: string;
	message: string;
}
interface Refusal {
	error?: RefusalBody;
}
/** What saving came to. */
export type Saved =
	{ ok: true; test: TestResult | null } | { ok: false; message: string; fields: FieldTrouble[] };

export class Channels {
	readonly #fetch: typeof fetch;
	#list = $state.raw<ChannelView[]>([]);
	#status = $state<ChannelsStatus>('loading');

	constructor(fetcher: typeof fetch = (...request) => fetch(...request)) {
		this.#fetch = fetcher;
	}

	get list(): ChannelView[] {
		return this.#list;
	}

	get status(): ChannelsStatus {
		return this.#status;
	}

	async load(): Promise<void> {
		try {
			const response = await this.#fetch('/v1/channels');
			if (response.ok)
				this.#list = ((await response.json()) as { channels: ChannelView[] }).channels;
			this.#status = statusOf(response.status);
		} catch {
			this.#status = 'failed';
		}
	}

	/** Saves and sends a test message; `before` is the channel that is changed. */
	async save(value: unknown, before: ChannelView | null): Promise<Saved> {
		const path = before ? `/v1/channels/${before.id}` : '/v1/channels';
		const body = JSON.stringify({ value, ...(before && { expected_version: before.version }) });
		try {
			const response = await this.#fetch(path, { method: before ? 'PUT' : 'POST', body });
			const answer = (await response.json()) as { test: TestResult | null } & Refusal;
			if (response.ok) await this.load();
			return response.ok
				? { ok: true, test: answer.test }
				: {
						ok: false,
						message: sayRefusal(answer.error),
						fields: (answer.error?.fields ?? []).map(({ path, message }) => ({
							path,
							message: sayFault(message)
						}))
					};
		} catch {
			return { ok: false, message: '', fields: [] };
		}
	}

	/** Sends a test message; null where the server itself could not be asked. */
	async test(id: string): Promise<TestResult | null> {
		try {
			const response = await this.#fetch(`/v1/channels/${id}/test`, { method: 'POST' });
			const result = response.ok ? ((await response.json()) as TestResult) : null;
			await this.load();
			return result;
		} catch {
			return null;
		}
	}

	async remove(id: string): Promise<void> {
		await this.#fetch(`/v1/channels/${id}`, { method: 'DELETE' }).catch(() => undefined);
		await this.load();
	}
}

function statusOf(code: number): ChannelsStatus {
	if (code < 300) return 'ready';
	if (code === 401) return 'unauthorized';
	return code === 403 ? 'forbidden' : 'failed';
}
