/**
 * The live loop: one computation a city a tick for all who listen, on change at most four times a
 * second and at least every five seconds. What goes out is the sections that changed. Of a city that
 * takes long to compute, the long windows and the index follow within a second, as their `as_of` says.
 */
import { formatInstant } from '#contract/instant';
import type { LiveChange, LiveSections, LiveSnapshot } from '#contract/live';
import { placeName } from '#reference/prefectures';
import { changedSections } from './changes.ts';
import { readSections, type SnapshotOptions } from './snapshot.ts';

const SHORTEST_TICK_MS = 250;
const LONGEST_TICK_MS = 5_000;
/** Computing a city may take this share of the time at most. */
const SHARE = 0.5;
/** Of a city whose whole costs more, the long windows are computed so often. */
const CHEAP_MS = 25;
const LONG_WINDOWS_EVERY_MS = 1_000;

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
	read?: typeof readSections;
}

interface CityState {
	seq: number;
	sections: LiveSections | undefined;
	asOf: number;
	/** How long the last computation took. */
	costMs: number;
	/** Of the last one with the long windows: when, by this machine's running time, and how long it took. */
	wholeAt: number;
	wholeCostMs: number;
	/** Facts that settled since are not in the long windows. */
	lags: boolean;
	running: Promise<void> | undefined;
	timer: NodeJS.Timeout | undefined;
	/** Something settled since the last tick began. */
	dirty: boolean;
}

/** Makes the loop. Timers run on real time; figures are as of the injected clock. */
export function createLiveLoop(options: LoopOptions) {
	const { clock, instance, emit, hasListeners, read = readSections } = options;
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
				wholeAt: -Infinity,
				wholeCostMs: 0,
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
		const started = performance.now();
		const held = isDear(state, started) ? (state.sections ?? null) : null;
		if (held === null) state.lags = false;
		const sections = await read(options, city, now, held);
		state.costMs = performance.now() - started;
		if (held === null) {
			state.wholeAt = started;
			state.wholeCostMs = state.costMs;
			options.onIndex(city, sections.index);
		} else if (state.lags) sections.feed = { ...sections.feed, settled: false };
		const changed = state.sections ? changedSections(state.sections, sections) : sections;
		state.sections = sections;
		state.asOf = now;
		state.seq++;
		emit({ city, as_of: formatInstant(now), instance, seq: state.seq, sections: changed });
	}

	/** Whether the long windows may stay as they are for now. */
	function isDear({ wholeAt, wholeCostMs }: CityState, started: number): boolean {
		return wholeCostMs > CHEAP_MS && started - wholeAt < LONG_WINDOWS_EVERY_MS;
	}

	/** Until the next one if nothing moves: long windows that lag behind follow. */
	function pauseOf(state: CityState): number {
		if (state.dirty) return restOf(state);
		if (!state.lags) return LONGEST_TICK_MS;
		return Math.max(restOf(state), state.wholeAt + LONG_WINDOWS_EVERY_MS - performance.now());
	}

	/** Figures of these cities moved. */
	function touch(codes: Iterable<string>): void {
		for (const city of codes) {
			const state = cities.get(city);
			if (!state) continue;
			state.dirty = true;
			state.lags = true;
			schedule(city, Math.max(0, state.asOf + restOf(state) - clock()));
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
			const sections = await read(options, city, now);
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
				await Promise.allSettled([state.running].filter((task) => task !== undefined));
		}
	};
}
export type LiveLoop = ReturnType<typeof createLiveLoop>;
