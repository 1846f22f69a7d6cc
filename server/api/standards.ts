/** `GET /v1/standards`: GB/T 33358 and 三率 over the index's window, each passed or not. */
import type { Context } from 'hono';
import { formatInstant } from '#contract/instant';
import type { ThreeRatesAnswer } from '#contract/settings';
import {
	CONNECTION_TARGET,
	THREE_RATE_IDS,
	THREE_RATE_MEASURES,
	type StandardsAnswer,
	type ThreeRateId,
	type ThreeRatesChoice
} from '#contract/standards';
import { weightedMean } from '#statistics/weighted-mean';
import type { Rate } from '#statistics/wilson';
import type { Identity } from '../access/roles.ts';
import { readThreeRates, THREE_RATES, THREE_RATES_ID } from '../assessment/three-rates.ts';
import { worstDay } from '../assessment/worst-day.ts';
import { measure } from '../measures/measure.ts';
import type { Settings } from '../settings/settings.ts';
import type { AppEnv } from './app.ts';
import { readAssessmentWindow } from './assessment.ts';
import { readChange } from './change.ts';
import type { MeasuresDeps } from './measures.ts';
import { readCity, readInstant, type Query } from './query.ts';

export interface StandardsDeps extends MeasuresDeps {
	settings: Settings;
}

export async function answerStandards(
	deps: StandardsDeps,
	query: Query,
	identity: Identity
): Promise<StandardsAnswer> {
	const city = readCity(query, identity);
	const now = readInstant(query, 'now') ?? deps.clock();
	const window = readAssessmentWindow(query, now);
	const settled = deps.isSettled();
	const [[figures], worst, choice] = await Promise.all([
		measure(deps.store, { city, windows: [window], now }, deps.config),
		worstDay(deps.store, { city, window, now }, deps.config),
		readThreeRates(deps.settings, city)
	]);
	const { measures } = figures!;
	const rates = Object.fromEntries(
		THREE_RATE_IDS.map((id) => [id, measures[THREE_RATE_MEASURES[id]]])
	) as Record<ThreeRateId, Rate>;
	const { weights, target } = choice.value;
	const mean = weightedMean(THREE_RATE_IDS.map((id) => ({ rate: rates[id], weight: weights[id] })));
	return {
		city,
		as_of: formatInstant(now),
		from: formatInstant(window.from),
		to: formatInstant(window.to),
		settled,
		gbt33358: {
			target: CONNECTION_TARGET,
			worst_day: worst && {
				from: formatInstant(worst.from),
				to: formatInstant(worst.to),
				connection_rate: worst.connection_rate
			},
			pass: worst && worst.connection_rate.value! >= CONNECTION_TARGET,
			service_level_seconds: deps.config.serviceLevelSeconds,
			connection_rate_15s: measures.connection_rate_15s
		},
		three_rates: {
			weights,
			target,
			version: choice.version,
			rates,
			mean,
			pass: mean && mean.value >= target
		}
	};
}

/** Sets the weights and target of a city's three rates; null goes back to the defaults. */
export async function setThreeRates(
	{ settings }: StandardsDeps,
	c: Context<AppEnv>
): Promise<ThreeRatesAnswer> {
	const identity = c.get('identity');
	const city = readCity(c.req.query(), identity);
	const change = await readChange(c);
	await settings.put(THREE_RATES, {
		...change,
		value: change.value as ThreeRatesChoice | null,
		city,
		id: THREE_RATES_ID,
		author: identity.id
	});
	return readThreeRates(settings, city);
}
