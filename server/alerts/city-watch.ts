/** All rules of one city, live. */
import type { AlertRule, RateRule, WatchedMeasure } from '#contract/alert-rules';
import type { Alert, FeedState, Inhibition, Notify } from '#contract/alerts';
import { beijingMidnight, HOUR_MS } from '#contract/instant';
import type { LongestWaits } from '../measures/waiting.ts';
import type { Settings } from '../settings/settings.ts';
import { createLane } from '../lane.ts';
import type { Store } from '../store/store.ts';
import { openBook } from './book.ts';
import { createCells } from './cells.ts';
import { watchConditions, type CityChannel } from './conditions.ts';
import { unborn } from './draft.ts';
import type { Feeds } from './feeds.ts';
import { dayOverrides, ownRules, rulesOf, silencesOf } from './kinds.ts';
import type { News } from './news.ts';
import type { Waited } from '../../src/lib/alerts/unfit.ts';
import { readWaited } from './waited.ts';
import { watchRate, type RateRuleWatch } from './rate-rule.ts';
import type { Readings } from './readings.ts';

export interface CityWatchDeps {
	store: Store;
	settings: Settings;
	readings: Readings;
	notify: Notify;
	onChange?: ((city: string) => void) | undefined;
	feeds: Feeds;
	/** Channels that are to tell of a city; that one cannot is an alert. */
	channelsOf?: ((city: string) => Promise<CityChannel[]>) | undefined;
	settledBatch: () => number;
	/** When this process began to listen: before it nobody could send. */
	startedAt: number;
}

const isWatched = (rule: AlertRule): rule is RateRule =>
	rule.enabled && (rule.kind === 'fall' || rule.kind === 'target');
const watchedIn = (rules: ReadonlyMap<string, AlertRule>) => [...rules.values()].filter(isWatched);

export async function openCityWatch(deps: CityWatchDeps, city: string, startedAt: number) {
	const { settings, feeds } = deps;
	const book = await openBook(deps, city, startedAt);
	let rules = new Map<string, AlertRule>();
	let own: ReadonlySet<string> = new Set();
	let overrides = await dayOverrides(settings, city);
	let silences = await silencesOf(settings, city);
	let rates = new Map<string, RateRuleWatch>();
	/** Of rules about waiting: those that people set, and others while somebody looks. */
	let waited = new Map<string, Waited>();
	let weighedAt = -Infinity;
	/** One at a time: a rule that is set while facts are folded must not meet them half-way. */
	const inTurn = createLane();
	const cells = createCells(
		{
			...deps,
			historyBatch: () => feeds.historyBatch(city),
			isThin: (now) =>
				[...rates.values()].some((one) => one.tuningOf(beijingMidnight(now)).meanP0 === null)
		},
		city
	);

	async function load(now: number): Promise<void> {
		const before = overrides;
		overrides = await dayOverrides(settings, city);
		const isSameCalendar = JSON.stringify([...before]) === JSON.stringify([...overrides]);
		silences = await silencesOf(settings, city);
		const next = await rulesOf(settings, city);
		await cells.load(watchedIn(next), now);
		const kept = new Map<string, RateRuleWatch>();
		for (const [id, rule] of next) {
			const before = rates.get(id);
			const isSame = before && JSON.stringify(before.rule) === JSON.stringify(rule);
			if (before && !isSame) await book.resolve(id, null, now, 'rule_changed', now);
			if (!isWatched(rule)) continue;
			kept.set(
				id,
				before && isSame && isSameCalendar
					? before
					: await watchRate({ ...deps, book, cells }, city, id, rule, overrides, now)
			);
		}
		for (const { rule } of book.open())
			if (!rule.startsWith('_') && !next.get(rule)?.enabled)
				await book.resolve(rule, null, now, 'rule_changed', now);
		rules = next;
		own = await ownRules(settings, city);
		for (const { rule, scope } of book.open())
			if (rule === '_rule' && !own.has(scope.subject ?? ''))
				await book.resolve(rule, scope.subject, now, 'rule_changed', now);
		rates = kept;
		await loadWaited(now);
	}

	async function loadWaited(now: number, isAll = false): Promise<void> {
		const read = async ([id, rule]: [string, AlertRule]) =>
			rule.kind === 'wait' && (isAll || own.has(id))
				? [[id, await readWaited(deps.store, city, rule, now)] as const]
				: [];
		waited = new Map((await Promise.all([...rules].map(read))).flat());
		weighedAt = isAll ? now : -Infinity;
	}
	await load(startedAt);

	const conditions = watchConditions(deps, city, {
		book,
		rules: () => rules,
		own: () => own,
		rates: () => rates,
		overrides: () => overrides,
		waited: () => waited
	});

	return {
		book,
		load: (now: number) => inTurn(() => load(now)),
		inhibitions: [] as Inhibition[],
		feeds: (now: number): FeedState[] =>
			feeds.of(city, now).map(({ source, state, last_received_at, last_heartbeat_at }) => ({
				source,
				state,
				last_received_at,
				last_heartbeat_at
			})),
		/** Rules near their threshold. */
		pending: (now: number): Alert[] =>
			[...rates.values()].flatMap((one) => {
				const draft = one.pending();
				return draft ? [unborn(city, draft, now)] : [];
			}),
		rules: () => rules,
		rates: () => rates,
		overrides: () => overrides,
		/** What its rules about all lines watch. */
		measures: (): Iterable<WatchedMeasure> =>
			new Set(
				watchedIn(rules)
					.filter(({ line }) => line === null)
					.map(({ measure }) => measure)
			),
		hear(news: News): void {
			if (news.moved(city)) conditions.moved();
			for (const one of rates.values()) one.hear(news);
		},
		/** Before anybody is told what is wrong with rules: also with those that nobody set. */
		async weigh(now: number): Promise<void> {
			if (now - weighedAt >= HOUR_MS || now < weighedAt) await loadWaited(now, true);
		},
		/** What is wrong with a rule as this city is. */
		unfitOf: conditions.unfitOf,
		asksWaits: conditions.asksWaits,
		/** Whether weeks of history are to be read anew. */
		isDue: (now: number) => cells.isDue(now) || conditions.isSinkingDue(now),
		async tend(now: number): Promise<void> {
			if (cells.isDue(now)) await cells.load(watchedIn(rules), now);
			if (!conditions.isSinkingDue(now)) return;
			await inTurn(() => conditions.sinking(now));
			await loadWaited(now);
		},
		/** Without `waits`, who waits is left as it is. */
		tick(now: number, waits: LongestWaits | null): Promise<void> {
			return inTurn(() => this.tickOnce(now, waits));
		},
		async tickOnce(now: number, waits: LongestWaits | null): Promise<void> {
			this.inhibitions = await conditions.feeds(now);
			for (const one of rates.values()) await one.tick(now);
			if (waits) await conditions.waits(now, waits);
			await conditions.channels(now);
			await conditions.calendar(now);
			await conditions.unfit(now);
			await book.tellAll(now, silences, this.inhibitions, (id) => rules.get(id));
		}
	};
}
export type CityWatch = Awaited<ReturnType<typeof openCityWatch>>;
