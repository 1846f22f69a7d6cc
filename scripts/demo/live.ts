/** Streams what happens, when it happens, for ever. */
import { DAY_MS, MINUTE_MS } from '#contract/instant';
import type { Agenda } from '../simulate/agenda.ts';
import type { Simulator } from '../simulate/simulator.ts';
import type { Sender } from './sender.ts';

const TICK_MS = 100;
const BATCH = 2_000;

export interface LiveOptions {
	simulator: Simulator;
	agenda: Agenda;
	sender: Pick<Sender, 'send'>;
	/** Midnight of the first day whose facts are not on the agenda yet. */
	nextDay: number;
	signal: AbortSignal;
	now: () => number;
	sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
	/** Everything on the agenda before this instant has been taken by the server. */
	onDelivered: (instant: number) => void;
}

/** Ends only by the signal or an error. */
export async function streamLive(options: LiveOptions): Promise<never> {
	const { simulator, agenda, sender, signal, now, sleep, onDelivered } = options;
	let { nextDay } = options;
	for (;;) {
		const until = now();
		for (; nextDay <= until + MINUTE_MS; nextDay += DAY_MS)
			agenda.add(simulator.bornOn(nextDay).flat());
		for (;;) {
			const due = agenda.take(until, BATCH);
			if (due.length === 0) break;
			await sender.send(due.map(({ event }) => event));
		}
		onDelivered(until);
		await sleep(TICK_MS, signal);
	}
}
