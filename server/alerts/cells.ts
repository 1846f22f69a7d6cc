/** The weeks behind a city by hour, each stream read once for all rules about it, anew when they may differ. */
import { HOUR_MS, MINUTE_MS } from '#contract/instant';
import type { HourCell } from '../../src/lib/alerts/expectation.ts';
import { historyFrom } from './history.ts';
import type { Readings } from './readings.ts';
import type { Stream } from './streams.ts';

/** Single late facts hardly move what is usual. */
const LASTS_MS = HOUR_MS;
/** While history is brought in; and while it is too thin, when somebody waits for it. */
const FILLING_MS = 10 * MINUTE_MS;
const THIN_MS = 30_000;

export interface CellsDeps {
	readings: Pick<Readings, 'cells'>;
	/** Everything up to this batch can be read. */
	settledBatch: () => number;
	/** The latest batch that brought or took history of the city. */
	historyBatch: () => number;
	/** Whether a rule knows too little to watch. */
	isThin: (now: number) => boolean;
}

const NOTHING: readonly HourCell[] = [];
const keyOf = ({ measure, line }: Stream) => JSON.stringify([measure, line]);

export function createCells(deps: CellsDeps, city: string) {
	let known = new Map<string, readonly HourCell[]>();
	let readAt = -Infinity;
	let readUpTo = 0;

	/** A day's facts count from the next midnight on. */
	function isDue(now: number): boolean {
		if (now < readAt || historyFrom(now) !== historyFrom(readAt)) return true;
		const age = now - readAt;
		if (deps.historyBatch() <= readUpTo) return age >= LASTS_MS;
		return age >= FILLING_MS || (age >= THIN_MS && deps.isThin(now));
	}

	return {
		isDue,
		/** The same array until it was read anew. */
		of: (stream: Stream) => known.get(keyOf(stream)) ?? NOTHING,
		/** Reads what is not known of these streams, all of it when that is due; the others are forgotten. */
		async load(streams: Iterable<Stream>, now: number): Promise<void> {
			const isAnew = isDue(now);
			const upTo = deps.settledBatch();
			const window = { from: historyFrom(now), to: now };
			const wanted = new Map([...streams].map((stream) => [keyOf(stream), stream]));
			const read = async ([key, stream]: [string, Stream]) => {
				const cells = isAnew ? undefined : known.get(key);
				return [key, cells ?? (await deps.readings.cells(city, { ...stream, ...window }))] as const;
			};
			known = new Map(await Promise.all([...wanted].map(read)));
			if (isAnew) [readAt, readUpTo] = [now, upTo];
		}
	};
}
export type Cells = ReturnType<typeof createCells>;
