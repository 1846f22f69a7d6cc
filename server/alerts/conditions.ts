/** What holds in a city or does not: silent feeds, long waits, sinking slots, a missing calendar, unfit rules. */
import { countsBad, type AlertRule } from '#contract/alert-rules';
import type { Inhibition } from '#contract/alerts';
import {
	beijingMidnight,
	beijingTimeOfDay,
	DAY_MS,
	formatInstant,
	HOUR_MS
} from '#contract/instant';
import { rate } from '#statistics/wilson';
import { beijingDate, missingYear, type DayOverrides } from '../../src/lib/alerts/day-kind.ts';
import { dailyCounts, sinking, WHOLE_DAY } from '../../src/lib/alerts/sink.ts';
import { watches, wordsOf } from '../../src/lib/alerts/tuning.ts';
import { unfitOf, type Waited } from '../../src/lib/alerts/unfit.ts';
import type { LongestWaits } from '../measures/waiting.ts';
import type { Book } from './book.ts';
import type { CityWatchDeps } from './city-watch.ts';
import type { AlertDraft } from './draft.ts';
import { calendarOf } from './history.ts';
import type { RateRuleWatch } from './rate-rule.ts';
import { allowedSilenceMs, waitState } from './watches.ts';

const SINK_DAYS = 120;
/** Beijing hours in which somebody can be asked to set something. */
const DESK_HOURS = { from: 9, to: 18 };

export interface Conditions {
	book: Book;
	rules: () => ReadonlyMap<string, AlertRule>;
	/** Ids of rules that people set. */
	own: () => ReadonlySet<string>;
	rates: () => ReadonlyMap<string, RateRuleWatch>;
	overrides: () => DayOverrides;
	waited: () => ReadonlyMap<string, Waited>;
}

/** A channel that is to tell of the city. */
export interface CityChannel {
	name: string;
	/** Since when it cannot deliver; null while it does. */
	failingSince: string | null;
	/** Whether it has failed so often, or for such a reason, that the other channels are told. */
	isTold: boolean;
}

type Held = Pick<AlertDraft, 'rule' | 'kind' | 'severity' | 'since'> & {
	subject?: string | null;
	observed_seconds?: number | null;
};

const hourOf = (now: number) => Math.floor(beijingTimeOfDay(now) / HOUR_MS);

export function watchConditions(deps: CityWatchDeps, city: string, conditions: Conditions) {
	const { readings, feeds } = deps;
	const { book, rates } = conditions;
	let sinkCheckedAt = 0;
	/** Somebody waited when it was last asked, or facts came since. */
	let mayWait = true;

	/** A condition that holds or not: fires and resolves its alert. */
	async function keep(holds: boolean, held: Held, now: number): Promise<void> {
		const { subject = null, observed_seconds = null, ...rest } = held;
		const open = book.get(held.rule, subject);
		if (holds && open) {
			const seconds = Math.max(open.depth ?? 0, observed_seconds ?? 0);
			if (observed_seconds !== null)
				book.follow(held.rule, subject, { observed_seconds: seconds, depth: seconds }, now);
		} else if (holds)
			await book.fire(
				{
					...rest,
					scope: { measure: null, slot: null, line: null, subject },
					expected: null,
					observed: null,
					observed_seconds,
					depth: observed_seconds,
					excess_lost: null,
					delay_facts: null
				},
				now,
				now
			);
		else if (open) await book.resolve(held.rule, subject, now, 'recovered', now);
	}

	/** Enabled rules of a kind. */
	function ofKind<Kind extends AlertRule['kind']>(kind: Kind) {
		return [...conditions.rules()].filter(
			(entry): entry is [string, Extract<AlertRule, { kind: Kind }>] =>
				entry[1].kind === kind && entry[1].enabled
		);
	}

	function factsAnHour(now: number): number {
		const phone = [...rates().values()].filter(({ rule }) => rule.measure === 'connection_rate');
		return Math.max(0, ...phone.map((one) => one.factsAt(beijingMidnight(now), hourOf(now))));
	}

	function unfit(id: string) {
		const rule = conditions.rules().get(id);
		const rate = rates().get(id);
		const words = rate ? wordsOf(rate.rule, rate.tuning) : null;
		return rule ? unfitOf(rule, words, conditions.waited().get(id)) : null;
	}

	return {
		unfitOf: unfit,
		/** Silent sources and history that is brought in: what holds quality alerts back. */
		async feeds(now: number): Promise<Inhibition[]> {
			const inhibitions = feeds.inhibitions(city, now);
			for (const [id, rule] of ofKind('silence'))
				for (const feed of feeds.of(city, now)) {
					const lastSign = Math.max(feed.lastSign, deps.startedAt);
					const gap = now - lastSign;
					const allowed = allowedSilenceMs(rule, feed.beats, factsAnHour(now));
					const holds = watches(rule, hourOf(now)) && gap > allowed;
					const since = formatInstant(lastSign);
					const { severity } = rule;
					const subject = feed.source;
					const observed_seconds = gap / 1000;
					const held = { rule: id, kind: 'silence', severity, since, subject } as const;
					await keep(holds, { ...held, observed_seconds }, now);
					if (holds) inhibitions.unshift({ reason: 'feed_silent', since, subject });
				}
			return inhibitions;
		},
		/** Facts of the city have settled. */
		moved(): void {
			mayWait = true;
		},
		/** Whether who waits may have changed: by facts, or by time where somebody waits already. */
		asksWaits: () => mayWait && ofKind('wait').length > 0,
		async waits(now: number, waits: LongestWaits): Promise<void> {
			const seconds = waits.get(city) ?? null;
			for (const [id, rule] of ofKind('wait')) {
				const holds = watches(rule, hourOf(now)) && waitState(rule, seconds, book.get(id) !== null);
				const since = formatInstant(now - (seconds ?? 0) * 1000);
				const { severity } = rule;
				await keep(
					holds,
					{ rule: id, kind: 'wait', severity, since, observed_seconds: seconds },
					now
				);
			}
			mayWait = waits.has(city);
		},
		/** Slots that sink over days: once an hour is soon enough. */
		isSinkingDue: (now: number) => now - sinkCheckedAt >= HOUR_MS || now < sinkCheckedAt,
		async sinking(now: number): Promise<void> {
			sinkCheckedAt = now;
			const today = beijingMidnight(now);
			for (const [id, rule] of ofKind('sink')) {
				const calendar = calendarOf(rule.measure, conditions.overrides());
				const window = { from: today - SINK_DAYS * DAY_MS, to: today };
				const asked = { measure: rule.measure, line: null, ...window };
				const cells = await readings.cells(city, asked);
				const watched = cells.filter(({ hour }) => watches(rule, hour));
				const isBad = countsBad(rule.measure);
				for (const [slot, days] of dailyCounts(watched, calendar)) {
					const sink = sinking(days);
					const since = formatInstant(sink?.since ?? today);
					const { severity } = rule;
					await keep(
						sink !== null,
						{ rule: id, kind: 'sink', severity, since, subject: slot },
						now
					);
					if (sink)
						book.follow(
							id,
							slot,
							{
								scope: {
									measure: rule.measure,
									slot: slot === WHOLE_DAY ? null : slot,
									line: null,
									subject: slot
								},
								expected: isBad ? sink.expected : 1 - sink.expected,
								observed: rate(isBad ? sink.bad : sink.n - sink.bad, sink.n),
								excess_lost: sink.excessBad
							},
							now
						);
				}
			}
		},
		/** Channels that failed: once it has begun, until the channel delivers or is set no more. */
		async channels(now: number): Promise<void> {
			const channels = (await deps.channelsOf?.(city)) ?? [];
			for (const { name, failingSince, isTold } of channels) {
				const since = failingSince ?? formatInstant(now);
				const held = { rule: '_channel', kind: 'channel', severity: 'warning', since } as const;
				const holds = failingSince !== null && (isTold || book.get('_channel', name) !== null);
				const observed_seconds = (now - Date.parse(since)) / 1000;
				await keep(holds, { ...held, subject: name, observed_seconds }, now);
			}
			for (const { rule, scope } of book.open())
				if (rule === '_channel' && !channels.some(({ name }) => name === scope.subject))
					await book.resolve(rule, scope.subject, now, 'rule_changed', now);
		},
		/** A year without holidays is known for weeks before it matters: nobody is woken for it. */
		async calendar(now: number): Promise<void> {
			const missing = missingYear(now, conditions.overrides());
			const isAtDesk = hourOf(now) >= DESK_HOURS.from && hourOf(now) < DESK_HOURS.to;
			const year = Number(beijingDate(now).slice(0, 4));
			const since = formatInstant(now);
			const held = { rule: '_calendar', kind: 'calendar', severity: 'warning', since } as const;
			for (const one of [year, year + 1])
				if (missing !== one || isAtDesk || book.get(held.rule, String(one)))
					await keep(missing === one, { ...held, subject: String(one) }, now);
		},
		/** Rules that people set and that cannot do what they are for. */
		async unfit(now: number): Promise<void> {
			for (const id of conditions.own()) {
				const since = formatInstant(now);
				await keep(
					unfit(id) !== null,
					{ rule: '_rule', kind: 'rule', severity: 'warning', since, subject: id },
					now
				);
			}
		}
	};
}
