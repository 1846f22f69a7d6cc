/** `GET /v1/alerts`, acknowledging, and the settings that alerts go by: rules, silences, days. */
import type { Context } from 'hono';
import { z } from 'zod';
import { countsBad, RULE_NAMES, type RateRule, type RulesAnswer } from '#contract/alert-rules';
import type { Alert, AlertsAnswer, Expectation, ExpectedStep } from '#contract/alerts';
import { beijingMidnight, DAY_MS, formatInstant, HOUR_MS, MINUTE_MS } from '#contract/instant';
import type {
	DayAnswer,
	RuleAnswer,
	SettingAnswer,
	SilenceAnswer,
	SilencesAnswer
} from '#contract/settings';
import { fixedStarts } from '#contract/steps';
import { slotsOf } from '../alerts/history.ts';
import { beijingDate, dayOf } from '../../src/lib/alerts/day-kind.ts';
import { watches, wordsOf, type Tuning } from '../../src/lib/alerts/tuning.ts';
import { REASON_WORDS } from '../../src/lib/alerts/reasons.ts';
import type { Identity } from '../access/roles.ts';
import { loggedAlerts } from '../alerts/alert-log.ts';
import type { CityWatch } from '../alerts/city-watch.ts';
import type { AlertEngine } from '../alerts/engine.ts';
import { ALERT_RULE, DAY_KIND, SILENCE } from '../alerts/kinds.ts';
import { measure } from '../measures/measure.ts';
import { failingChannels } from '../notify/live-alerts.ts';
import type { Notifier } from '../notify/notifier.ts';
import type { Settings, SettingKind } from '../settings/settings.ts';
import type { AppEnv } from './app.ts';
import { lastDays } from './assessment.ts';
import { readChange } from './change.ts';
import { ApiError } from './errors.ts';
import type { MeasuresDeps } from './measures.ts';
import { readCity, readInstant, type Query } from './query.ts';

export interface AlertsDeps extends MeasuresDeps {
	settings: Settings;
	alerts: AlertEngine;
	notifier: Notifier;
}

const STEP_MS = 15 * MINUTE_MS;

/** What today's curve is compared with: what the connection-rate rule that watches the hour expects. */
function expectedAt(watch: CityWatch, day: number, hour: number) {
	const rules = [...watch.rates().values()].filter(
		({ rule }) => rule.measure === 'connection_rate' && rule.line === null
	);
	const one = rules.find(({ rule }) => watches(rule, hour)) ?? rules[0];
	const tuning = one?.tuningOf(day);
	const p0 = tuning?.expectations[hour]?.p0 ?? null;
	return { expected: p0 === null ? null : 1 - p0, dispersion: tuning?.dispersion ?? 1 };
}

async function curveOf(deps: AlertsDeps, city: string, watch: CityWatch, now: number) {
	const day = { from: beijingMidnight(now), to: beijingMidnight(now) + DAY_MS };
	const steps = fixedStarts(day, STEP_MS);
	const [figures] = await measure(deps.store, { city, windows: [day], now, steps }, deps.config);
	return (figures?.steps ?? []).map(({ from, measures }): ExpectedStep => {
		const { numerator, denominator } = measures.connection_rate;
		const hour = Math.floor((from - day.from) / HOUR_MS);
		return {
			from: formatInstant(from),
			numerator,
			denominator,
			...expectedAt(watch, day.from, hour)
		};
	});
}

/** What each rate rule expects of the slots that it watches. */
function expectationsOf(watch: CityWatch, now: number): Expectation[] {
	const kind = dayOf(now, watch.overrides()).kind;
	const day = beijingMidnight(now);
	return [...watch.rates()].flatMap(([id, { rule, tuningOf }]) =>
		slotsOf(rule.measure).flatMap(({ id: slot, hours }) => {
			const watched = hours
				.flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index))
				.filter((hour) => watches(rule, hour));
			const expected = slotExpectation(tuningOf(day), watched, rule);
			return watched.length === 0
				? []
				: [{ rule: id, measure: rule.measure, slot, day_kind: kind, ...expected }];
		})
	);
}

function slotExpectation(
	{ expectations, dispersion }: Tuning,
	watched: readonly number[],
	{ measure }: RateRule
) {
	const known = watched
		.map((hour) => expectations[hour]!)
		.filter(({ p0, facts }) => p0 !== null && facts > 0);
	const facts = known.reduce((sum, hour) => sum + hour.facts, 0);
	const bad = known.reduce((sum, { p0, facts: each }) => sum + (p0 ?? 0) * each, 0);
	return {
		value: facts > 0 ? (countsBad(measure) ? bad / facts : 1 - bad / facts) : null,
		days: Math.max(0, ...known.map(({ days }) => days)),
		n: known.reduce((sum, { n }) => sum + n, 0),
		dispersion
	};
}

export async function answerAlerts(
	deps: AlertsDeps,
	query: Query,
	identity: Identity
): Promise<AlertsAnswer> {
	const city = readCity(query, identity);
	const now = deps.clock();
	const from = readInstant(query, 'from') ?? lastDays(query.window ?? '30d', now).from;
	const watch = await deps.alerts.watchOf(city);
	const logged = await loggedAlerts(deps.store, city, from);
	const day = dayOf(now, watch.overrides());
	await watch.weigh(now);
	const curve = await curveOf(deps, city, watch, now);
	return {
		as_of: formatInstant(now),
		city,
		now: [...watch.book.open(), ...watch.pending(now)],
		history: logged.map(({ alert }) => alert).filter(({ state }) => state === 'resolved'),
		feeds: watch.feeds(now),
		inhibitions: watch.inhibitions,
		day: { date: beijingDate(now), ...day },
		expectations: expectationsOf(watch, now),
		curve,
		warnings: [...(await channelWarnings(deps, city)), ...warningsOf(watch)]
	};
}

/** Channels that cannot deliver, with what to do about it. */
async function channelWarnings({ notifier }: AlertsDeps, city: string) {
	const channels = await notifier.channels();
	return failingChannels(channels, city, notifier).map(({ name, since, reason }) => ({
		zh: `通知渠道“${name}”自 ${since.slice(11, 16)} 起发送失败：${REASON_WORDS[reason].zh}`,
		en: `Channel “${name}” has failed since ${since.slice(11, 16)}: ${REASON_WORDS[reason].en}`
	}));
}

/** Rules that cannot do what they are for here, said whenever somebody looks. */
function warningsOf(watch: CityWatch) {
	return [...watch.rules().keys()].flatMap((id) => {
		const unfit = watch.unfitOf(id);
		const name = RULE_NAMES[id] ?? { zh: id, en: id };
		return unfit
			? [{ zh: `规则“${name.zh}”${unfit.zh}`, en: `Rule “${name.en}”: ${unfit.en}` }]
			: [];
	});
}

const acknowledgementSchema = z.object({ note: z.string().max(500).default('') });

export async function acknowledgeAlert(
	deps: AlertsDeps,
	c: Context<AppEnv>,
	id: string
): Promise<Alert> {
	const city = readCity(c.req.query(), c.get('identity'));
	const text = await c.req.text();
	let body: unknown;
	try {
		body = text.trim() === '' ? {} : JSON.parse(text);
	} catch {
		throw new ApiError(400, 'body_unreadable', 'body: want JSON: {note?}');
	}
	const parsed = acknowledgementSchema.safeParse(body);
	if (!parsed.success)
		throw new ApiError(422, 'value_invalid', 'note: want a text of at most 500 characters');
	const watch = await deps.alerts.watchOf(city);
	return watch.book.acknowledge(id, c.get('identity').id, parsed.data.note, deps.clock());
}

/** Each rule in force in plain words: false alerts, what it hears and how soon, in this city. */
export async function answerRules(
	deps: AlertsDeps,
	query: Query,
	identity: Identity
): Promise<RulesAnswer> {
	const city = readCity(query, identity);
	const watch = await deps.alerts.watchOf(city);
	await watch.weigh(deps.clock());
	const set = new Map((await deps.settings.list(ALERT_RULE, city)).map((one) => [one.id, one]));
	return {
		city,
		rules: [...watch.rules()].map(([id, rule]) => {
			const rate = watch.rates().get(id);
			const version = set.get(id);
			return {
				id,
				version: version?.version ?? 0,
				author: version?.author ?? null,
				at: version ? formatInstant(version.at) : null,
				value: rule,
				words: rate ? wordsOf(rate.rule, rate.tuning) : null,
				unfit: watch.unfitOf(id),
				tension: rate?.tension() ?? null
			};
		})
	};
}

async function change<T>(
	deps: AlertsDeps,
	c: Context<AppEnv>,
	kind: SettingKind<T>,
	city: string,
	id: string
): Promise<SettingAnswer<T>> {
	const { value, note, expectedVersion } = await readChange(c);
	const author = c.get('identity').id;
	const version = await deps.settings.put(kind, {
		city,
		id,
		value: value as T | null,
		author,
		note,
		expectedVersion
	});
	return { ...version, at: formatInstant(version.at) };
}

export async function setRule(
	deps: AlertsDeps,
	c: Context<AppEnv>,
	id: string
): Promise<RuleAnswer> {
	const city = readCity(c.req.query(), c.get('identity'));
	const version = await change(deps, c, ALERT_RULE, city, id);
	const watch = await deps.alerts.watchOf(city);
	await watch.load(deps.clock());
	const rate = watch.rates().get(id);
	const words = rate ? wordsOf(rate.rule, rate.tuning) : null;
	const unfit = watch.unfitOf(id);
	return { ...version, words, warnings: unfit ? [unfit] : [] };
}

export async function answerSilences(
	deps: AlertsDeps,
	query: Query,
	identity: Identity
): Promise<SilencesAnswer> {
	const city = readCity(query, identity);
	return {
		city,
		silences: (await deps.settings.list(SILENCE, city)).map((one) => ({
			...one,
			at: formatInstant(one.at)
		}))
	};
}

export async function setSilence(
	deps: AlertsDeps,
	c: Context<AppEnv>,
	id: string
): Promise<SilenceAnswer> {
	return change(deps, c, SILENCE, readCity(c.req.query(), c.get('identity')), id);
}

export async function setDay(
	deps: AlertsDeps,
	c: Context<AppEnv>,
	date: string
): Promise<DayAnswer> {
	const city = readCity(c.req.query(), c.get('identity'));
	if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date)))
		throw new ApiError(422, 'value_invalid', `date: got "${date.slice(0, 20)}"; want 2027-02-06`);
	return change(deps, c, DAY_KIND, city, date);
}
