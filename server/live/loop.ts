/**
 * The live loop: one computation a city a tick for all who listen, on change at most four times a
 * second and at least every five seconds. What goes out is the sections that changed. Of a city that
 * takes long to compute, the long windows and the index are read beside and follow, as their `as_of` says.
 */
import { formatInstant } from '#contract/instant';
import type { LiveChange, LiveSections, LiveSnapshot } from '#contract/live';
import { placeName } from '#reference/prefectures';
import { changedSections } from './changes.ts';
import * as snapshot from './snapshot.ts';
import type { LongSections, SnapshotOptions } from './snapshot.ts';

const SHORTEST_TICK_MS = 250;
const LONGEST_TICK_MS = 5_000;
/** Computing a city may take this share of the time at most. */
const SHARE = 0.5;
/** Of a city whose whole costs more, the long windows are read beside. */
const CHEAP_MS = 25;
/** Reading those of all cities may take this share of the time, but they follow within so long. */
const LONG_SHARE = 0.1;
const SHORTEST_LONG_MS = 1_000;
const LONGEST_LONG_MS = 30_000;
/** Older ones are no present any more: nobody looked for a while. */
const STALE_MS = 60_000;

export interface LoopOptions extends SnapshotOptions {
	instance: string;
	clock: () => number;
	/** Whether anybody listens to the city. */
	hasListeners: (city: string) => boolean;
	emit: (change: LiveChange) => void;
	/** The index that a city's wall now shows. */
	onIndex: (city: string, index: LiveSections['index']) => void;
	onError: (error: unknown) => void;
	/** Replaced in tests. */
	read?: Pick<typeof snapshot, 'readWhole' | 'readPresent' | 'readLong'>;
}

interface CityState {
	seq: number;
	sections: LiveSections | undefined;
	asOf: number;
	/** How long the last computation took. */
	costMs: number;
	long: LongSections | undefined;
	/** When they were read, by this machine's running time, and how long that took by itself. */
	longAt: number;
	longCostMs: number;
	/** How long all takes together. */
	wholeCostMs: number;
	/** They are being read beside. */
	renewing: Promise<void> | undefined;
	/** Facts that settled since are not in them. */
	lags: boolean;
	running: Promise<void> | undefined;
	timer: NodeJS.Timeout | undefined;
	/** Something settled since the last tick began. */
	dirty: boolean;
}

/** Makes the loop. Timers run on real time; figures are as of the injected clock. */
export function createLiveLoop(options: LoopOptions) {
	const { clock, instance, emit, hasListeners, read = snapshot } = options;
	const cities = new Map<string, CityState>();
	/** Snapshots that are being read for `GET /v1/live`. */
	const reading = new Map<string, Promise<LiveSnapshot>>();
	let stopped = false;

	function stateOf(city: string): CityState {
		let state = cities.get(city);
		if (!state) {
			state = {
				seq: 0,
				sections: undefined,
				asOf: 0,
				costMs: 0,
				long: undefined,
				longAt: -Infinity,
				longCostMs: 0,
				wholeCostMs: 0,
				renewing: undefined,
				lags: false,
				running: undefined,
				timer: undefined,
				dirty: false
			};
			cities.set(city, state);
		}
		return state;
	}

	/** From one change to the next. */
	const restOf = (state: CityState) => Math.max(SHORTEST_TICK_MS, state.costMs * (1 / SHARE - 1));

	async function compute(city: string): Promise<void> {
		const state = stateOf(city);
		state.dirty = false;
		const now = clock();
		const sections = await readSections(city, state, now);
		const changed = state.sections ? changedSections(state.sections, sections) : sections;
		state.sections = sections;
		state.asOf = now;
		state.seq++;
		emit({ city, as_of: formatInstant(now), instance, seq: state.seq, sections: changed });
	}

	async function readSections(city: string, state: CityState, now: number): Promise<LiveSections> {
		const started = performance.now();
		const { long, longAt, renewing } = state;
		const isDear = state.wholeCostMs > CHEAP_MS;
		if (!long || !isDear || (!renewing && started - longAt > STALE_MS)) {
			state.lags = false;
			const sections = await read.readWhole(options, city, now);
			state.wholeCostMs = state.costMs = performance.now() - started;
			keepLong(city, state, sections, started, 0);
			return sections;
		}
		if (!renewing && started - longAt >= longRestOf(state)) renew(city, state, now);
		const isBehind = state.lags || state.renewing !== undefined;
		const sections = await read.readPresent(options, city, now, long);
		state.costMs = performance.now() - started;
		if (isBehind || state.lags) sections.feed = { ...sections.feed, settled: false };
		return sections;
	}

	function keepLong(
		city: string,
		state: CityState,
		long: LongSections,
		readAt: number,
		costMs: number
	): void {
		Object.assign(state, { long, longAt: readAt, longCostMs: costMs });
		options.onIndex(city, long.index);
	}

	/** Beside the ticks: the present does not wait for years. */
	function renew(city: string, state: CityState, now: number): void {
		const started = performance.now();
		state.lags = false;
		state.renewing = read
			.readLong(options, city, now)
			.then(
				(long) => {
					keepLong(city, state, long, started, performance.now() - started);
					state.wholeCostMs = state.costMs + state.longCostMs;
				},
				(error: unknown) => {
					state.lags = true;
					// As if it had just been tried: not again at once.
					state.longAt = started;
					options.onError(error);
				}
			)
			.finally(() => {
				state.renewing = undefined;
				soon(city, state);
			});
	}

	/** From one reading of a city's long windows to the next: the more of them, the longer. */
	function longRestOf({ longCostMs }: CityState): number {
		const dear = [...cities].filter(
			([city, { wholeCostMs }]) => wholeCostMs > CHEAP_MS && hasListeners(city)
		);
		const share = LONG_SHARE / Math.max(1, dear.length);
		return Math.min(Math.max(SHORTEST_LONG_MS, longCostMs / share), LONGEST_LONG_MS);
	}

	/** Until the next one if nothing moves: long windows that lag behind follow. */
	function pauseOf(state: CityState): number {
		if (state.dirty) return restOf(state);
		if (!state.lags || state.renewing) return LONGEST_TICK_MS;
		const due = state.longAt + longRestOf(state) - performance.now();
		return Math.min(Math.max(restOf(state), due), LONGEST_TICK_MS);
	}

	/** As soon as a tick may be again. */
	function soon(city: string, state: CityState): void {
		state.dirty = true;
		schedule(city, Math.max(0, state.asOf + restOf(state) - clock()));
	}

	/** Figures of these cities moved. */
	function touch(codes: Iterable<string>): void {
		for (const city of codes) {
			const state = cities.get(city);
			if (!state) continue;
			state.lags = true;
			soon(city, state);
		}
	}

	/** Runs one computation; whoever asks meanwhile shares it. */
	function tick(city: string): Promise<void> {
		const state = stateOf(city);
		clearTimeout(state.timer);
		state.timer = undefined;
		state.running ??= compute(city).finally(() => {
			state.running = undefined;
			schedule(city, pauseOf(state));
		});
		return state.running;
	}

	function schedule(city: string, delayMs: number): void {
		const state = stateOf(city);
		if (stopped || state.running || !hasListeners(city)) return;
		clearTimeout(state.timer);
		state.timer = setTimeout(() => void tick(city).catch(options.onError), delayMs);
	}

	async function readOnce(city: string): Promise<LiveSnapshot> {
		const now = clock();
		try {
			const sections = await read.readWhole(options, city, now);
			return {
				city,
				name: placeName(city, 'zh'),
				name_en: placeName(city, 'en'),
				as_of: formatInstant(now),
				instance,
				seq: cities.get(city)?.seq ?? 0,
				...sections
			};
		} finally {
			reading.delete(city);
		}
	}

	return {
		touch,
		/** Cities that anybody has asked about. */
		watched: () => [...cities.keys()],
		/**
		 * The whole for a joiner. `join` is called as it is read, with nothing in between, so that the
		 * joiner hears every later change and none that the whole already holds.
		 */
		async whole(city: string, join: () => void): Promise<LiveSnapshot> {
			const state = stateOf(city);
			const isFresh = state.timer && clock() - state.asOf < LONGEST_TICK_MS;
			if (!isFresh) await tick(city);
			if (!state.sections) throw new Error('a tick leaves sections');
			join();
			if (!state.timer) schedule(city, pauseOf(state));
			return {
				city,
				name: placeName(city, 'zh'),
				name_en: placeName(city, 'en'),
				as_of: formatInstant(state.asOf),
				instance,
				seq: state.seq,
				...state.sections
			};
		},
		/** A snapshot of this very moment, for `GET /v1/live`; who asks while one is read shares it. */
		async read(city: string): Promise<LiveSnapshot> {
			const asked = reading.get(city) ?? readOnce(city);
			reading.set(city, asked);
			return asked;
		},
		async stop(): Promise<void> {
			stopped = true;
			for (const state of cities.values()) clearTimeout(state.timer);
			for (const state of cities.values())
				await Promise.allSettled([state.running, state.renewing]);
		}
	};
}
export type LiveLoop = ReturnType<typeof createLiveLoop>;
