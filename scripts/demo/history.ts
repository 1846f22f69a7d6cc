/** Loads the days before now, the newest first: the wall is of use after the first of them. */
import { DAY_MS } from '#contract/instant';
import type { Agenda } from '../simulate/agenda.ts';
import { HORIZON_DAYS } from '../simulate/parameters.ts';
import type { Simulator } from '../simulate/simulator.ts';
import { splitAt } from '../simulate/split.ts';
import type { Loaded } from './marker.ts';
import type { Sender } from './sender.ts';
import { setImmediate } from 'node:timers/promises';

const BATCH = 2_000;
const IN_FLIGHT = 3;

export interface HistoryOptions {
	simulator: Simulator;
	today: number;
	oldestDay: number;
	loaded: Loaded | null;
	/** Receives what these days still have to report. */
	agenda: Agenda;
	sender: Pick<Sender, 'send'>;
	now: () => number;
	/** Called for each day, in order, once all of it has been taken. */
	onDay: (midnight: number, events: number) => void;
}

/** A loaded day can still have something to tell until its horizon; an older one has not. */
function sinceOf(day: number, loaded: Loaded | null): number {
	if (!loaded || day < loaded.oldestDay || loaded.deliveredTo < day) return -Infinity;
	return loaded.deliveredTo >= day + HORIZON_DAYS * DAY_MS ? Infinity : loaded.deliveredTo;
}

export async function loadHistory(options: HistoryOptions): Promise<void> {
	const { simulator, agenda, sender, now, onDay } = options;
	const inFlight = new Set<Promise<void>>();
	const days: Promise<void>[] = [];
	for (let day = options.today; day >= options.oldestDay; day -= DAY_MS) {
		const since = sinceOf(day, options.loaded);
		const batches: Promise<void>[] = [];
		let events = 0;
		if (since < Infinity) {
			// Split and add in one turn of the loop: a live tick never sees one without the other.
			const { reported, ahead } = splitAt(simulator.bornOn(day), since, now());
			agenda.add(ahead);
			events = reported.length;
			for (let from = 0; from < reported.length; from += BATCH) {
				while (inFlight.size >= IN_FLIGHT) await Promise.race(inFlight);
				const sent = sender.send(reported.slice(from, from + BATCH));
				const settled = sent.finally(() => inFlight.delete(settled));
				inFlight.add(settled);
				batches.push(settled);
			}
		}
		const before = days.at(-1);
		const done = Promise.all([before, ...batches]).then(() => onDay(day, events));
		done.catch(() => undefined);
		days.push(done);
		await setImmediate();
	}
	await days.at(-1);
}
