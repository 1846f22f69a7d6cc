/**
 * Writes down what was shown of the index: once a minute for every city with data. A city that
 * somebody watches is written as it was on the wall; the others are assessed here, one after the other,
 * in a bounded share of the time, so that many cities come round less often than once a minute.
 */
import { beijingMidnight, MINUTE_MS } from '#contract/instant';
import type { IndexSummary } from '#assessment/types';
import { int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import { rowOf, SHOWN_COLUMNS } from './rows.ts';

/** Assessing for the history alone may take this share of the time. */
const SHARE = 0.1;

export interface RecorderOptions {
	store: Store;
	clock: () => number;
	/** The index of a city at an instant, as the wall would show it. */
	assess: (city: string, now: number) => Promise<IndexSummary>;
	onError: (error: unknown) => void;
	/** Waits; replaced in tests. */
	rest?: (ms: number) => Promise<void>;
}

const sleep = (ms: number) => new Promise<void>((wake) => setTimeout(wake, ms).unref());

/** Makes the recorder; one a process. `start` begins, `stop` waits for what is under way. */
export async function createRecorder({
	store,
	clock,
	assess,
	onError,
	rest = sleep
}: RecorderOptions) {
	const known = await store.read<{ city: number }>('SELECT DISTINCT city FROM raw_events');
	const cities = new Set(known.map(({ city }) => String(city)));
	const last = await store.read<{ city: number; minute: number }>(
		'SELECT city, max(minute) AS minute FROM index_minutes GROUP BY city'
	);
	const recorded = new Map(last.map(({ city, minute }) => [String(city), minute]));
	const shown = new Map<string, IndexSummary>();
	let day = 0;
	let running: Promise<void> | undefined;
	let timer: NodeJS.Timeout | undefined;
	let stopped = false;
	let end: () => void = () => undefined;
	const ended = new Promise<void>((resolve) => (end = resolve));

	const minuteOf = (instant: number) => Math.floor(instant / MINUTE_MS) * MINUTE_MS;

	async function write(entries: readonly (readonly [string, IndexSummary])[]): Promise<void> {
		const rows = entries
			.map(([city, summary]) => ({
				...rowOf(city, summary),
				minute: minuteOf(Date.parse(summary.as_of))
			}))
			.filter(({ city, minute }) => minute > (recorded.get(String(city)) ?? -Infinity));
		await store.insert('index_minutes', rows);
		for (const { city, minute } of rows) recorded.set(String(city), minute);
	}

	/** The last minute of every day that is over and that has none yet. */
	async function closeDays(today: number): Promise<void> {
		if (today === day) return;
		await store.command(`
INSERT INTO index_days (day, ${SHOWN_COLUMNS})
SELECT toInt64(intDiv(minute + 28800000, 86400000) * 86400000 - 28800000) AS day, ${SHOWN_COLUMNS}
FROM index_minutes
WHERE minute < ${int(today)} AND (city, day) NOT IN (SELECT city, day FROM index_days)
ORDER BY city, day, minute DESC
LIMIT 1 BY city, day`);
		day = today;
	}

	async function record(): Promise<void> {
		const minute = minuteOf(clock());
		await closeDays(beijingMidnight(minute));
		const fresh = [...shown].filter(([, { as_of }]) => Date.parse(as_of) >= minute - MINUTE_MS);
		shown.clear();
		await write(fresh);
		let owed = 0;
		for (const city of cities) {
			if ((recorded.get(city) ?? 0) >= minute - MINUTE_MS && fresh.some(([one]) => one === city))
				continue;
			await Promise.race([rest(owed), ended]);
			if (stopped) return;
			const started = performance.now();
			// One city that cannot be assessed must not cost the others their history.
			await assess(city, clock())
				.then((summary) => write([[city, summary]]))
				.catch(onError);
			owed = ((performance.now() - started) * (1 - SHARE)) / SHARE;
		}
	}

	function run(): Promise<void> {
		running ??= record()
			.catch(onError)
			.finally(() => (running = undefined));
		return running;
	}

	return {
		/** Somebody was shown this. */
		show: (city: string, summary: IndexSummary) => void shown.set(city, summary),
		/** These cities have data. */
		add(codes: Iterable<string>): void {
			for (const code of codes) cities.add(code);
		},
		/** Codes of the cities that have sent anything. */
		cities: (): Iterable<string> => cities,
		/** One round; whoever asks meanwhile shares it. */
		run,
		start(): void {
			timer = setInterval(() => void run(), MINUTE_MS).unref();
		},
		async stop(): Promise<void> {
			stopped = true;
			end();
			clearInterval(timer);
			await running;
		}
	};
}
export type Recorder = Awaited<ReturnType<typeof createRecorder>>;
