/** What is kept no longer goes: months of the log, and who called. Looked at hourly. */
import { formatInstant } from '#contract/instant';
import { log } from '../log.ts';
import { callersKeptFrom, expireCallers } from './expire-callers.ts';
import { dropLogBefore, keptFrom } from './retention.ts';
import type { Store } from './store.ts';

const INTERVAL_MS = 3_600_000;

export interface RetentionOptions {
	store: Store;
	clock: () => number;
	/** Of the log, and of callers; 0 keeps everything. */
	months: number;
	callerDays: number;
	/** Sums up all repeats before an instant and lets them stand; false where it cannot yet. */
	freezeRepeats: (before: number) => Promise<boolean>;
	/** Callers are known no more. */
	onForgotten: () => void;
}

/** Drops what is out of date of the log now, and then both every hour. */
export async function startRetention(options: RetentionOptions) {
	const { store, clock, months, callerDays } = options;
	let running: Promise<void> = Promise.resolve();
	await dropLog();

	async function dropLog(): Promise<void> {
		const from = keptFrom(clock(), months);
		if (from === null) return;
		const dropped = await dropLogBefore(store, from);
		if (dropped.length > 0) log('info', 'dropped months of the log', { months: dropped });
	}

	async function forgetCallers(): Promise<void> {
		const from = callersKeptFrom(clock(), callerDays);
		if (from === null) return;
		if (!(await expireCallers(store, from, () => options.freezeRepeats(from)))) return;
		options.onForgotten();
		log('info', 'callers expired', { before: formatInstant(from) });
	}

	const run = () =>
		(running = running
			.catch(() => undefined)
			.then(dropLog)
			.then(forgetCallers));
	const timer = setInterval(
		() => void run().catch((error: unknown) => log('error', 'retention failed', { error })),
		INTERVAL_MS
	).unref();
	return {
		/** One look, as every hour. */
		run,
		async stop(): Promise<void> {
			clearInterval(timer);
			await running.catch(() => undefined);
		}
	};
}
