/**
 * One server a store. The embedded engine has a lock; a ClickHouse server has none, so the server that
 * started last holds it by a mark, and an elder one finds another's mark and ends: two would number
 * batches and versions of settings alike, and settle past each other.
 */
import { readState, writeState } from './state.ts';
import type { Store } from './store.ts';

const LOOK_MS = 10_000;

export interface TenancyOptions {
	store: Store;
	/** Names this process. */
	instance: string;
	/** Called once when another server holds the store. */
	onLost: () => void;
	onError: (error: unknown) => void;
}

/** Takes the store, and looks every 10 s whether it is still ours. */
export async function holdStore({ store, instance, onLost, onError }: TenancyOptions) {
	const [, turn = '0'] = (await readState(store, 'tenant'))?.split(' ') ?? [];
	const mine = Number(turn) + 1;
	await writeState(store, 'tenant', `${instance} ${mine}`, mine);

	let isLost = false;
	async function look(): Promise<void> {
		const [holder] = (await readState(store, 'tenant'))?.split(' ') ?? [];
		if (holder === instance || isLost) return;
		isLost = true;
		clearInterval(timer);
		onLost();
	}
	const timer = setInterval(() => void look().catch(onError), LOOK_MS).unref();
	return { look, stop: () => clearInterval(timer) };
}
