/** All rules of one city, live. */
import type { RateRule, AlertRule } from '#contract/alert-rules';
import type { FeedState, Inhibition, Notify } from '#contract/alerts';
import {
	beijingMidnight,
	beijingTimeOfDay,
	DAY_MS,
	formatInstant,
	HOUR_MS
} from '#contract/instant';
import { missingYear } from '../../src/lib/alerts/day-kind.ts';
import { dailyCounts, sinking } from '../../src/lib/alerts/sink.ts';
import { watches } from '../../src/lib/alerts/tuning.ts';
import type { MeasureConfig } from '../measures/question.ts';
import { waitingNow } from '../measures/waiting.ts';
import type { Settings } from '../settings/settings.ts';
import type { Store } from '../store/store.ts';
import { loggedAlerts } from './alert-log.ts';
import { openBook, type AlertDraft } from './book.ts';
import type { Feeds } from './feeds.ts';
import { calendarOf, type Stretch } from './history.ts';
import { dayOverrides, rulesOf, silencesOf } from './kinds.ts';
import { watchRate, type RateRuleWatch } from './rate-rule.ts';
import { hourCells } from './trials.ts';
import { allowedSilenceMs, waitState } from './watches.ts';

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
const SINK_DAYS = 120;

export async function openCityWatch(deps: CityWatchDeps, city: string, startedAt: number) {
	const { store, settings, config, feeds } = deps;
	const book = await openBook(deps, city, startedAt);
	const past = await loggedAlerts(store, city, startedAt - 70 * DAY_MS);
	const incidents = (): Stretch[] =>
		past
			.filter(({ alert }) => alert.kind === 'fall' || alert.kind === 'target')
			.map(({ alert }) => ({
				from: Date.parse(alert.since),
				to: alert.resolved_at ? Date.parse(alert.resolved_at) : startedAt
			}));
	let rules = new Map<string, AlertRule>();
	let overrides = await dayOverrides(settings, city);
	let silences = await silencesOf(settings, city);
	let rates = new Map<string, RateRuleWatch>();
	let sinkCheckedAt = 0;
	let lane: Promise<unknown> = Promise.resolve();

	/** One at a time: a rule that is set while facts are folded must not meet them half-way. */
	function inTurn<T>(work: () => Promise<T>): Promise<T> {
		const turn = lane.then(work);
		lane = turn.catch(() => undefined);
		return turn;
	}

	async function load(now: number): Promise<void> {
		overrides = await dayOverrides(settings, city);
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
				before && isSame
					? before
					: await watchRate({ ...deps, book, incidents }, city, id, rule, overrides, now)
			);
		}
		for (const { rule } of book.open())
			if (!rule.startsWith('_') && !next.get(rule)?.enabled)
				await book.resolve(rule, null, now, 'rule_changed', now);
		rules = next;
		rates = kept;
	}
	await load(startedAt);

	/** A condition that holds or not: fires and resolves its alert. */
	async function keep(
		holds: boolean,
		draft: Pick<AlertDraft, 'rule' | 'kind' | 'severity' | 'since' | 'observed_seconds'> & {
			subject: string | null;
		},
		now: number
	): Promise<void> {
		const { subject, ...rest } = draft;
		const open = book.get(draft.rule, subject);
		if (holds && open) {
			const seconds = Math.max(open.depth ?? 0, draft.observed_seconds ?? 0);
			book.follow(draft.rule, subject, { observed_seconds: seconds, depth: seconds }, now);
		} else if (holds)
			await book.fire(
				{
					...rest,
					scope: { measure: null, slot: null, line: null, subject },
					expected: null,
					observed: null,
					depth: draft.observed_seconds,
					excess_lost: null,
					delay_facts: null
				},
				now,
				now
			);
		else if (open) await book.resolve(draft.rule, subject, now, 'recovered', now);
	}

	const hourOf = (now: number) => Math.floor(beijingTimeOfDay(now) / HOUR_MS);

	function factsAnHour(now: number): number {
		const phone = [...rates.values()].filter(({ rule }) => rule.measure === 'connection_rate');
		return Math.max(0, ...phone.map((one) => one.factsAt(beijingMidnight(now), hourOf(now))));
	}

	async function watchFeeds(now: number): Promise<Inhibition[]> {
		const inhibitions = feeds.inhibitions(city, now);
		for (const [id, rule] of rules) {
			if (rule.kind !== 'silence' || !rule.enabled) continue;
			for (const feed of feeds.of(city, now)) {
				const lastSign = Math.max(feed.lastSign, deps.startedAt);
				const gap = now - lastSign;
				const allowed = allowedSilenceMs(rule, feed.beats, factsAnHour(now));
				const holds = watches(rule, hourOf(now)) && gap > allowed;
				const since = formatInstant(lastSign);
				await keep(
					holds,
					{
						rule: id,
						kind: 'silence',
						severity: rule.severity,
						since,
						observed_seconds: gap / 1000,
						subject: feed.source
					},
					now
				);
				if (holds) inhibitions.unshift({ reason: 'feed_silent', since, subject: feed.source });
			}
		}
		return inhibitions;
	}

	async function watchWaits(now: number): Promise<void> {
		const wanted = [...rules].filter(([, rule]) => rule.kind === 'wait' && rule.enabled);
		if (wanted.length === 0) return;
		const waiting = await waitingNow(store, city, now);
		for (const [id, rule] of wanted) {
			if (rule.kind !== 'wait') continue;
			const seconds = waiting.longest_wait_seconds;
			const holds = watches(rule, hourOf(now)) && waitState(rule, seconds, book.get(id) !== null);
			const since = formatInstant(now - (seconds ?? 0) * 1000);
			await keep(
				holds,
				{
					rule: id,
					kind: 'wait',
					severity: rule.severity,
					since,
					observed_seconds: seconds,
					subject: null
				},
				now
			);
		}
	}

	/** Slots that sink over days: once an hour is soon enough. */
	async function watchSinking(now: number): Promise<void> {
		if (now - sinkCheckedAt < HOUR_MS && now >= sinkCheckedAt) return;
		sinkCheckedAt = now;
		for (const [id, rule] of rules) {
			if (rule.kind !== 'sink' || !rule.enabled) continue;
			const calendar = calendarOf(rule.measure, overrides);
			const today = beijingMidnight(now);
			const stream = { city, measure: rule.measure, line: null };
			const cells = await hourCells(
				store,
				stream,
				{ from: today - SINK_DAYS * DAY_MS, to: today },
				config
			);
			for (const [slot, days] of dailyCounts(
				cells.filter(({ hour }) => watches(rule, hour)),
				calendar
			)) {
				const sink = sinking(days);
				await keep(
					sink !== null,
					{
						rule: id,
						kind: 'sink',
						severity: rule.severity,
						since: formatInstant(sink?.since ?? today),
						observed_seconds: null,
						subject: slot
					},
					now
				);
				if (sink)
					book.follow(
						id,
						slot,
						{
							scope: { measure: rule.measure, slot, line: null, subject: slot },
							expected: 1 - sink.expected,
							observed: sink.observed,
							excess_lost: sink.excessBad
						},
						now
					);
			}
		}
	}

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
		rules: () => rules,
		rates: () => rates,
		overrides: () => overrides,
		tick(now: number): Promise<void> {
			return inTurn(() => this.tickOnce(now));
		},
		async tickOnce(now: number): Promise<void> {
			this.inhibitions = await watchFeeds(now);
			for (const one of rates.values()) await one.tick(now);
			await watchWaits(now);
			await watchSinking(now);
			const year = missingYear(now, overrides);
			await keep(
				year !== null,
				{
					rule: '_calendar',
					kind: 'calendar',
					severity: 'warning',
					since: formatInstant(now),
					observed_seconds: null,
					subject: null
				},
				now
			);
			await book.tellAll(now, silences, this.inhibitions, (id) => rules.get(id));
		}
	};
}
export type CityWatch = Awaited<ReturnType<typeof openCityWatch>>;
