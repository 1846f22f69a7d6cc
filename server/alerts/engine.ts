/**
 * The alert engine, behind the live road: cities whose figures moved within half a second, every
 * other one within five. One pass at a time, in which all cities share their readings; each city's failure is
 * its own. Watches open, and history is read anew, in the background.
 */
import type { WatchedMeasure } from '#contract/alert-rules';
import type { Alert, AlertState, Notify } from '#contract/alerts';
import type { EventType } from '#contract/events';
import { DAY_MS } from '#contract/instant';
import type { MeasureConfig } from '../measures/question.ts';
import { longestWaits, type LongestWaits } from '../measures/waiting.ts';
import type { Settings } from '../settings/settings.ts';
import { once } from '../store/once.ts';
import type { Store } from '../store/store.ts';
import { openCityWatch, type CityWatch } from './city-watch.ts';
import type { CityChannel } from './conditions.ts';
import { loggedAlerts, noticesOf } from './alert-log.ts';
import { expectedToday } from './expected.ts';
import { createFeeds } from './feeds.ts';
import { createKeeper } from './keeper.ts';
import { ALERT_RULE, DAY_KIND, SILENCE } from './kinds.ts';
import { createNews } from './news.ts';
import { createReadings } from './readings.ts';

const PASS_MS = 500;
const LONGEST_MS = 5_000;
/** Escalations are due within hours. */
const KNOWN_MS = 7 * DAY_MS;

export interface EngineOptions {
	store: Store;
	settings: Settings;
	config: MeasureConfig;
	clock: () => number;
	notify: Notify;
	/** Something that is shown of a city's alerts has changed. */
	onChange?: (city: string) => void;
	/** Channels that are to tell of a city; that one cannot is an alert. */
	channelsOf?: (city: string) => Promise<CityChannel[]>;
	/** Everything up to this batch can be read. */
	settledBatch: () => number;
	onError: (error: unknown, city: string) => void;
}

export function createAlertEngine(options: EngineOptions) {
	const { store, settings, config, clock, onError } = options;
	const feeds = createFeeds(store);
	const readings = createReadings(store, config);
	/** Opened once, whoever asks first; `watches` are those that stand. */
	const opening = new Map<string, Promise<CityWatch>>();
	const watches = new Map<string, CityWatch>();
	/** What the log says of cities whose watch does not stand: nobody else writes to it. */
	const logged = new Map<string, Promise<Alert[]>>();
	const touched = new Set<string>();
	const stale = new Set<string>();
	const lastTick = new Map<string, number>();
	/** What any rule about all lines watched when the last pass began. */
	let watched: ReadonlySet<WatchedMeasure> = new Set();
	const startedAt = clock();
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> | undefined;
	let stopped = false;

	const news = createNews({
		...options,
		measures: () => watched
	});
	const keeper = createKeeper({
		urgent: () => feeds.cities().filter((city) => !watches.has(city) && touched.has(city)),
		due: () => feeds.cities().filter((city) => watches.get(city)?.isDue(clock()) ?? true),
		work: async (cities) => {
			const now = clock();
			await Promise.all(cities.map((city) => tend(city, now).catch(failed(city))));
		}
	});

	const failed = (city: string) => (error: unknown) => onError(error, city);

	const forget = settings.onChange(({ kind, city }) => {
		if (![ALERT_RULE.kind, SILENCE.kind, DAY_KIND.kind].includes(kind)) return;
		for (const code of city === '' ? watches.keys() : [city]) {
			stale.add(code);
			touched.add(code);
		}
	});

	function watchOf(city: string, now = clock()): Promise<CityWatch> {
		const known = opening.get(city);
		if (known) return known;
		const watch = openCityWatch({ ...options, readings, feeds, startedAt }, city, now);
		opening.set(city, watch);
		watch
			.then(
				(one) => watches.set(city, one),
				() => opening.delete(city)
			)
			.finally(() => logged.delete(city));
		return watch;
	}

	async function tend(city: string, now: number): Promise<void> {
		const watch = await watchOf(city, now);
		if (watch.isDue(now)) await watch.tend(now);
	}

	/** Without waiting for the city's watch, which reads weeks of history when it opens. */
	async function openOf(city: string): Promise<Alert[]> {
		const watch = watches.get(city);
		if (watch) return watch.book.open();
		return once(logged, city, () => readLogged(city));
	}

	async function readLogged(city: string): Promise<Alert[]> {
		const found = await loggedAlerts(store, city, Number.MAX_SAFE_INTEGER);
		return found.map(({ alert }) => alert);
	}

	/** Opened cities whose figures moved, and those that were not looked at for long. */
	function dueCities(now: number): string[] {
		return feeds.cities().filter((city) => {
			if (!watches.has(city)) return false;
			const age = now - (lastTick.get(city) ?? -Infinity);
			return touched.delete(city) || age < 0 || age >= LONGEST_MS;
		});
	}

	async function tickCity(city: string, waits: LongestWaits | null): Promise<void> {
		const watch = watches.get(city)!;
		if (stale.delete(city)) await watch.load(clock());
		lastTick.set(city, clock());
		await watch.tick(clock(), waits);
	}

	/** `isWhole`: what is done in the background is done first. */
	async function pass(isWhole: boolean): Promise<void> {
		const now = clock();
		watched = new Set([...watches.values()].flatMap((watch) => [...watch.measures()]));
		await feeds.read(now);
		if (isWhole) await keeper.finish();
		else void keeper.run().catch(failed(''));
		const heard = news.read();
		for (const watch of watches.values()) watch.hear(heard);
		const due = dueCities(now);
		const asking = due.filter((city) => watches.get(city)!.asksWaits());
		const waits = await longestWaits(store, asking, now).catch(failed(''));
		for (const city of due) await tickCity(city, waits ?? null).catch(failed(city));
	}

	function run(isWhole = false): Promise<void> {
		running ??= pass(isWhole)
			.catch(failed(''))
			.finally(() => (running = undefined));
		return running;
	}

	function schedule(): void {
		timer = setTimeout(() => void run().then(() => stopped || schedule()), PASS_MS);
	}

	return {
		start: schedule,
		/** A batch is in the log; a source lives though it has nothing to say. */
		received: feeds.received,
		beat: feeds.beat,
		/** A settle step has written facts of these types, and does not count as done yet. */
		take: (types: ReadonlySet<EventType>) => news.take(types),
		/** Facts of these cities have settled; `isTakenBack`: an import of theirs counts no more. */
		touch(cities: readonly string[], isTakenBack = false): void {
			for (const city of cities) {
				touched.add(city);
				if (isTakenBack) feeds.noteHistory(city, options.settledBatch());
			}
			news.touch(cities, isTakenBack);
		},
		/** One pass now over every city, for tests and for those who ask right after a change. */
		async passNow(): Promise<void> {
			await running;
			lastTick.clear();
			await run(true);
		},
		/** The city's watch; opens it where nobody did yet. */
		watchOf: (city: string) => watchOf(city),
		/** Ids of all notices that ever went out about a city. */
		toldOf: (city: string) => noticesOf(store, city),
		/** A city's open alerts, the gravest first. */
		openOf,
		/** What today is compared with; null until the city's watch has opened. */
		expectedToday(city: string, now: number) {
			const watch = watches.get(city);
			return watch ? expectedToday(watch, now) : null;
		},
		/** How an alert stands; null for one that the log does not know. */
		async stateOf(city: string, id: string): Promise<AlertState | null> {
			const logged = await loggedAlerts(store, city, clock() - KNOWN_MS);
			return logged.find(({ alert }) => alert.id === id)?.alert.state ?? null;
		},
		async stop(): Promise<void> {
			stopped = true;
			clearTimeout(timer);
			forget();
			await Promise.all([running, keeper.stop()]);
		}
	};
}
export type AlertEngine = ReturnType<typeof createAlertEngine>;
