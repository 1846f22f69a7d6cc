/** What cities' watches read when they open and now and then: gathered, and one statement at a time. */
import type { MeasureConfig, Window } from '../measures/question.ts';
import { createLane } from '../lane.ts';
import type { Store } from '../store/store.ts';
import { alertLogs } from './alert-log.ts';
import { gather } from './gather.ts';
import type { Stream } from './streams.ts';
import { hourCells, trials } from './trials.ts';

type Asked = Stream & Window & { after?: number };

const keyOf = ({ measure, line, from, to, after }: Asked) =>
	JSON.stringify([measure, line, from, to, after]);

export function createReadings(store: Store, config: MeasureConfig) {
	const lane = createLane();
	const cells = gather(lane, keyOf, (cities, asked: Asked) =>
		hourCells(store, cities, asked, asked, config)
	);
	const facts = gather(lane, keyOf, (cities, asked: Asked) =>
		trials(store, cities, asked, asked, config)
	);
	const logs = gather(lane, String, (cities, since: number) => alertLogs(store, cities, since));
	return {
		/** Facts by hour with window time in [from, to). */
		cells: async (city: string, asked: Stream & Window) => (await cells(city, asked)) ?? [],
		/** Facts decided in [from, to); those that changed after a batch alone where `after` is given. */
		trials: async (city: string, asked: Asked) => (await facts(city, asked)) ?? [],
		/** Alerts that began or moved since an instant, or are still open. */
		alerts: async (city: string, since: number) => (await logs(city, since)) ?? []
	};
}
export type Readings = ReturnType<typeof createReadings>;
