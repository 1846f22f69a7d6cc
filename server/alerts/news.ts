/** Facts as they settle: one statement a measure for all cities that moved since the last reading. */
import type { WatchedMeasure } from '#contract/alert-rules';
import { HOUR_MS, MINUTE_MS } from '#contract/instant';
import type { MeasureConfig } from '../measures/question.ts';
import type { Store } from '../store/store.ts';
import { LATE_MS } from './feeds.ts';
import { trials, type Trial } from './trials.ts';

/** The future of a clock that runs ahead is read as it comes. */
export const AHEAD_MS = 10 * MINUTE_MS;

/** When a fact was decided that may still be heard of as the present, and an hour before. */
export const newsWindow = (now: number) => ({ from: now - LATE_MS - HOUR_MS, to: now + AHEAD_MS });

export interface News {
	/** Batches in (after, upTo]. */
	after: number;
	upTo: number;
	/** When it was read. */
	now: number;
	moved: (city: string) => boolean;
	/** In the order in which they were decided. */
	of: (city: string, measure: WatchedMeasure) => readonly Trial[];
}

const NOTHING: readonly Trial[] = [];

export interface NewsOptions {
	store: Store;
	config: MeasureConfig;
	settledBatch: () => number;
	/** What the city's rules about all lines watch; nothing while its watch has not opened. */
	measuresOf: (city: string) => Iterable<WatchedMeasure>;
}

export function createNews({ store, config, settledBatch, measuresOf }: NewsOptions) {
	let moved = new Set<string>();
	let after = settledBatch();
	/** Whatever settled up to this batch is of cities that moved. */
	let heard = after;

	function citiesByMeasure(cities: Iterable<string>): Map<WatchedMeasure, string[]> {
		const wanted = new Map<WatchedMeasure, string[]>();
		for (const city of cities)
			for (const measure of measuresOf(city))
				wanted.set(measure, [...(wanted.get(measure) ?? []), city]);
		return wanted;
	}

	return {
		get isThere() {
			return moved.size > 0;
		},
		/** Facts of these cities have settled. */
		touch(cities: Iterable<string>): void {
			for (const city of cities) moved.add(city);
			heard = settledBatch();
		},
		/** What has come since the last reading; after a failure the next one reads it again. */
		async read(now: number): Promise<News> {
			const upTo = heard;
			const cities = moved;
			moved = new Set();
			try {
				const facts = new Map<WatchedMeasure, Map<string, Trial[]>>();
				for (const [measure, wanting] of citiesByMeasure(cities)) {
					const asked = { ...newsWindow(now), after };
					facts.set(measure, await trials(store, wanting, { measure, line: null }, asked, config));
				}
				const news = {
					after,
					upTo,
					now,
					moved: (city: string) => cities.has(city),
					of: (city: string, measure: WatchedMeasure) => facts.get(measure)?.get(city) ?? NOTHING
				};
				after = upTo;
				return news;
			} catch (error) {
				moved = new Set([...cities, ...moved]);
				throw error;
			}
		}
	};
}
