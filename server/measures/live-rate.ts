/** `connection_rate_live`: the rate of a short window as it will be once all its calls are reported. */
import { MINUTE_MS } from '#contract/instant';
import type { Measures } from '#contract/measures';
import { provisionalRate, type Delays, type ProvisionalRate } from '#statistics/live-rate';
import type { Store } from '../store/store.ts';
import type { MeasureConfig, Window } from './question.ts';
import { reportDelays } from './report-delays.ts';

/** How a source reports does not change from one minute to the next, and is known half an hour late. */
const KEEPS_MS = 5 * MINUTE_MS;
const MOST_MS = 10 * MINUTE_MS;
/** A window that ended so long ago is whole. */
const SETTLES_MS = 60 * MINUTE_MS;
const NONE: Delays = { answered: [], lost: [] };

export interface LiveRateDeps {
	store: Store;
	config: MeasureConfig;
	/** The present: delays are those of now, whatever instant is asked about. */
	clock: () => number;
}

interface Kept {
	at: number;
	delays: Promise<Delays>;
	/** Being read anew. */
	isRenewed?: boolean;
}

export type LiveRate = ReturnType<typeof createLiveRate>;

export function createLiveRate({ store, config, clock }: LiveRateDeps) {
	const known = new Map<string, Kept>();

	function read(city: string, now: number): Promise<Delays> {
		const delays = reportDelays(store, city, now, config);
		known.set(city, { at: now, delays });
		delays.catch(() => known.delete(city));
		return delays;
	}

	/** Reads anew beside what is kept. A failure is tried again, and told once what is kept is too old. */
	function renew(city: string, kept: Kept, now: number): void {
		kept.isRenewed = true;
		const delays = reportDelays(store, city, now, config);
		delays.then(
			() => known.set(city, { at: now, delays }),
			() => (kept.isRenewed = false)
		);
	}

	/** Not read before a wall asks, nor waited for by one that asks again and again. */
	function delaysOf(city: string): Promise<Delays> {
		const now = clock();
		const kept = known.get(city);
		const age = kept ? now - kept.at : -1;
		if (!kept || age < 0 || age >= MOST_MS) return read(city, now);
		if (age >= KEEPS_MS && !kept.isRenewed) renew(city, kept, now);
		return kept.delays;
	}

	return {
		/** Of a window whose plain figures are given, as of `now`; long windows have nothing left to correct. */
		async of(
			city: string,
			window: Window,
			now: number,
			{ connection_rate: seen }: Pick<Measures, 'connection_rate'>
		): Promise<ProvisionalRate> {
			// Of the past everything is known that was decided: nothing is on its way any more.
			const isPresent = clock() - now < MINUTE_MS && now - window.to < SETTLES_MS;
			return provisionalRate(seen, isPresent ? await delaysOf(city) : NONE, window, now);
		}
	};
}
