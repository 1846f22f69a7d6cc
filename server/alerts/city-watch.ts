/** All rules of one city, live. */
import type { RateRule, AlertRule } from '#contract/alert-rules';
import type { Alert, FeedState, Inhibition, Notify } from '#contract/alerts';
import { DAY_MS } from '#contract/instant';
import type { MeasureConfig } from '../measures/question.ts';
import type { Settings } from '../settings/settings.ts';
import type { Store } from '../store/store.ts';
import { loggedAlerts } from './alert-log.ts';
import { openBook, unborn } from './book.ts';
import { watchConditions } from './conditions.ts';
import type { Feeds } from './feeds.ts';
import { HISTORY_DAYS, type Stretch } from './history.ts';
import { dayOverrides, ownRules, rulesOf, silencesOf } from './kinds.ts';
import { CELLS_MS, watchRate, type RateRuleWatch } from './rate-rule.ts';

export interface CityWatchDeps {
	store: Store;
	settings: Settings;
	config: MeasureConfig;
	notify: Notify;
	onChange?: ((city: string) => void) | undefined;
	feeds: Feeds;
	settledBatch: () => number;
	/** When this process began to listen: before it nobody could send. */
	startedAt: number;
}

const isRate = (rule: AlertRule): rule is RateRule =>
	rule.kind === 'fall' || rule.kind === 'target';

export async function openCityWatch(deps: CityWatchDeps, city: string, startedAt: number) {
	const { store, settings, feeds } = deps;
	const book = await openBook(deps, city, startedAt);
	let incidents: readonly Stretch[] = [];
	let incidentsAt = -Infinity;
	let rules = new Map<string, AlertRule>();
	let own: ReadonlySet<string> = new Set();
	let overrides = await dayOverrides(settings, city);
	let silences = await silencesOf(settings, city);
	let rates = new Map<string, RateRuleWatch>();
	let lane: Promise<unknown> = Promise.resolve();

	/** What fell in these weeks is not what is usual. */
	async function readIncidents(now: number): Promise<void> {
		if (now >= incidentsAt && now - incidentsAt < CELLS_MS) return;
		incidentsAt = now;
		const past = await loggedAlerts(store, city, now - (HISTORY_DAYS + 2) * DAY_MS);
		incidents = past
			.filter(({ alert }) => alert.kind === 'fall' || alert.kind === 'target')
			.map(({ alert }) => ({
				from: Date.parse(alert.since),
				to: alert.resolved_at ? Date.parse(alert.resolved_at) : now
			}));
	}

	/** One at a time: a rule that is set while facts are folded must not meet them half-way. */
	function inTurn<T>(work: () => Promise<T>): Promise<T> {
		const turn = lane.then(work);
		lane = turn.catch(() => undefined);
		return turn;
	}

	async function load(now: number): Promise<void> {
		await readIncidents(now);
		const before = overrides;
		overrides = await dayOverrides(settings, city);
		const isSameCalendar = JSON.stringify([...before]) === JSON.stringify([...overrides]);
		silences = await silencesOf(settings, city);
		const next = await rulesOf(settings, city);
		const kept = new Map<string, RateRuleWatch>();
		for (const [id, rule] of next) {
			const before = rates.get(id);
			const isSame = before && JSON.stringify(before.rule) === JSON.stringify(rule);
			if (before && !isSame) await book.resolve(id, null, now, 'rule_changed', now);
			if (!isRate(rule) || !rule.enabled) continue;
			kept.set(
				id,
				before && isSame && isSameCalendar
					? before
					: await watchRate(
							{ ...deps, book, incidents: () => incidents },
							city,
							id,
							rule,
							overrides,
							now
						)
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
	}
	await load(startedAt);

	const conditions = watchConditions(deps, city, {
		book,
		rules: () => rules,
		own: () => own,
		rates: () => rates,
		overrides: () => overrides
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
		tick(now: number): Promise<void> {
			return inTurn(() => this.tickOnce(now));
		},
		async tickOnce(now: number): Promise<void> {
			await readIncidents(now);
			this.inhibitions = await conditions.feeds(now);
			for (const one of rates.values()) await one.tick(now);
			await conditions.waits(now);
			await conditions.sinking(now);
			await conditions.calendar(now);
			await conditions.unfit(now);
			await book.tellAll(now, silences, this.inhibitions, (id) => rules.get(id));
		}
	};
}
export type CityWatch = Awaited<ReturnType<typeof openCityWatch>>;
