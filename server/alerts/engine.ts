/**
 * The alert engine, behind the live road: cities whose figures moved within half a second, every
 * other one within five. One pass at a time; each city's failure is its own.
 */
import type { Alert, AlertState, Notify } from '#contract/alerts';
import { DAY_MS } from '#contract/instant';
import type { MeasureConfig } from '../measures/question.ts';
import type { Settings } from '../settings/settings.ts';
import type { Store } from '../store/store.ts';
import { openCityWatch, type CityWatch } from './city-watch.ts';
import { loggedAlerts, noticesOf } from './alert-log.ts';
import { expectedToday } from './expected.ts';
import { createFeeds } from './feeds.ts';
import { ALERT_RULE, DAY_KIND, SILENCE } from './kinds.ts';

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
	/** Everything up to this batch can be read. */
	settledBatch: () => number;
	onError: (error: unknown, city: string) => void;
}

export function createAlertEngine(options: EngineOptions) {
	const { store, settings, clock, onError } = options;
	const feeds = createFeeds(store);
	/** Opened once, whoever asks first; `opened` are those that stand. */
	const opening = new Map<string, Promise<CityWatch>>();
	const watches = new Map<string, CityWatch>();
	const touched = new Set<string>();
	const stale = new Set<string>();
	const lastTick = new Map<string, number>();
	const startedAt = clock();
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> | undefined;
	let stopped = false;

	const forget = settings.onChange(({ kind, city }) => {
		if (![ALERT_RULE.kind, SILENCE.kind, DAY_KIND.kind].includes(kind)) return;
		for (const code of city === '' ? watches.keys() : [city]) {
			stale.add(code);
			touched.add(code);
		}
	});

	function watchOf(city: string): Promise<CityWatch> {
		const known = opening.get(city);
		if (known) return known;
		const watch = openCityWatch({ ...options, feeds, startedAt }, city, clock());
		opening.set(city, watch);
		watch.then(
			(one) => watches.set(city, one),
			() => opening.delete(city)
		);
		return watch;
	}

	/** Without waiting for the city's watch, which reads weeks of history when it opens. */
	async function openOf(city: string): Promise<Alert[]> {
		const watch = watches.get(city);
		if (watch) return watch.book.open();
		const logged = await loggedAlerts(store, city, Number.MAX_SAFE_INTEGER);
		return logged.map(({ alert }) => alert);
	}

	async function tickCity(city: string): Promise<void> {
		const watch = await watchOf(city);
		if (stale.delete(city)) await watch.load(clock());
		lastTick.set(city, clock());
		await watch.tick(clock());
	}

	async function pass(): Promise<void> {
		const now = clock();
		await feeds.read(now);
		for (const city of feeds.cities()) {
			const age = now - (lastTick.get(city) ?? -Infinity);
			if (!touched.delete(city) && age >= 0 && age < LONGEST_MS) continue;
			await tickCity(city).catch((error: unknown) => onError(error, city));
		}
	}

	function run(): Promise<void> {
		running ??= pass()
			.catch((error: unknown) => onError(error, ''))
			.finally(() => (running = undefined));
		return running;
	}

	function schedule(): void {
		timer = setTimeout(() => void run().then(() => stopped || schedule()), PASS_MS);
	}

	return {
		start: schedule,
		touch(cities: Iterable<string>): void {
			for (const city of cities) touched.add(city);
		},
		/** One pass now over every city, for tests and for those who ask right after a change. */
		async passNow(): Promise<void> {
			await running;
			lastTick.clear();
			await run();
		},
		/** The city's watch; opens it where nobody did yet. */
		watchOf,
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
			await running;
		}
	};
}
export type AlertEngine = ReturnType<typeof createAlertEngine>;
