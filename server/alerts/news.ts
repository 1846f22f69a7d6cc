/** Facts as they settle: taken once for all cities while a settle step still holds what it wrote. */
import type { WatchedMeasure } from '#contract/alert-rules';
import type { EventType } from '#contract/events';
import { HOUR_MS, MINUTE_MS } from '#contract/instant';
import { LATE_MS } from '../ingest/fact-batch.ts';
import type { MeasureConfig } from '../measures/question.ts';
import type { Store } from '../store/store.ts';
import { bringsTrials, touchedTrials, type Trial } from './trials.ts';

/** The future of a clock that runs ahead is read as it comes. */
export const AHEAD_MS = 10 * MINUTE_MS;

/** When a fact was decided that may still be heard of as the present, and an hour before. */
export const newsWindow = (now: number) => ({ from: now - LATE_MS - HOUR_MS, to: now + AHEAD_MS });

export interface News {
	/** Everything up to this batch is in what was told by now. */
	upTo: number;
	moved: (city: string) => boolean;
	/** What settled after this batch is all among the measure's facts. */
	after: (measure: WatchedMeasure) => number;
	/** In the order in which they settled; a fact may come again. */
	of: (city: string, measure: WatchedMeasure) => readonly Trial[];
}

const NOTHING: readonly Trial[] = [];

/** Facts of a measure by city, as steps brought them. */
type Taken = Map<WatchedMeasure, Map<string, Trial[]>[]>;

export interface NewsOptions {
	store: Store;
	config: MeasureConfig;
	clock: () => number;
	settledBatch: () => number;
	/** What any rule about all lines watches. */
	measures: () => ReadonlySet<WatchedMeasure>;
}

export function createNews({ store, config, clock, settledBatch, measures }: NewsOptions) {
	let moved = new Set<string>();
	/** Everything up to this batch was told; and is of cities that moved. */
	let told = settledBatch();
	let heard = told;
	/** Since which batch each measure's facts are taken. */
	let since = new Map<WatchedMeasure, number>();
	/** Of the step under way: it may break off, and is then done again. */
	let staged: Taken = new Map();
	let settled: Taken = new Map();

	return {
		/** A settle step has written facts of these types, and does not count as done yet. */
		async take(types: ReadonlySet<EventType>): Promise<void> {
			const wanted = [...measures()];
			since = new Map(wanted.map((measure) => [measure, since.get(measure) ?? settledBatch()]));
			const window = newsWindow(clock());
			const brought = wanted.filter((measure) => types.has(bringsTrials(measure, config)));
			const taken = await touchedTrials(store, brought, window, config);
			staged = new Map([...taken].map(([measure, facts]) => [measure, [facts]]));
		},
		/**
		 * The step is done: facts of these cities have settled. What `isTakenBack` is worked out in several
		 * turns: whoever hears of it reads it in the store.
		 */
		touch(cities: Iterable<string>, isTakenBack: boolean): void {
			for (const city of cities) moved.add(city);
			heard = settledBatch();
			if (isTakenBack) since = new Map();
			else
				for (const [measure, facts] of staged)
					settled.set(measure, [...(settled.get(measure) ?? []), ...facts]);
			staged = new Map();
		},
		/** What has settled since it was last asked. */
		read(): News {
			const [cities, facts, before] = [moved, settled, told];
			moved = new Set();
			settled = new Map();
			told = heard;
			const upTo = told;
			const from = new Map(since);
			return {
				upTo,
				moved: (city) => cities.has(city),
				after: (measure) => Math.max(before, from.get(measure) ?? upTo),
				of: (city, measure) =>
					facts.get(measure)?.flatMap((step) => step.get(city) ?? NOTHING) ?? NOTHING
			};
		}
	};
}
