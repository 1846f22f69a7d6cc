/** `GET /v1/measures`: any measure over any window, in total, by slot and by step. */
import { formatInstant, DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/instant';
import type { Identity } from '../access/roles.ts';
import { measure } from '../measures/measure.ts';
import type { MeasureConfig } from '../measures/question.ts';
import type { Store } from '../store/store.ts';
import { ApiError } from './errors.ts';
import { readChoice, readCity, readInstant, readWindow, type Query } from './query.ts';

const STEPS = { '15m': 15 * MINUTE_MS, '1h': HOUR_MS, '1d': DAY_MS } as const;

/** More than a hundred days of quarter hours is a mistake, or should be asked for in parts. */
const MOST_STEPS = 10_000;

export interface MeasuresDeps {
	store: Store;
	config: MeasureConfig;
	clock: () => number;
	isSettled: () => boolean;
}

export async function answerMeasures(deps: MeasuresDeps, query: Query, identity: Identity) {
	const city = readCity(query, identity);
	const window = readWindow(query);
	const now = readInstant(query, 'now') ?? deps.clock();
	const bySlot = readChoice(query, 'by', ['slot']) === 'slot';
	const step = readChoice(query, 'step', Object.keys(STEPS) as (keyof typeof STEPS)[]);
	const stepMs = step && STEPS[step];
	if (stepMs && (window.to - window.from) / stepMs > MOST_STEPS)
		throw new ApiError(
			400,
			'parameter_invalid',
			`step: ${step} cuts this window into more than ${MOST_STEPS} steps; want a longer step or a shorter window`
		);
	// Asked before the figures: what settles meanwhile can only make them better than we say.
	const settled = deps.isSettled();
	const [figures] = await measure(
		deps.store,
		{ city, windows: [window], now, bySlot, stepMs },
		deps.config
	);
	if (!figures) throw new Error('one window, one answer');
	return {
		city,
		as_of: formatInstant(now),
		from: formatInstant(window.from),
		to: formatInstant(window.to),
		settled,
		configuration: configurationOf(deps.config),
		measures: figures.measures,
		maturing: figures.maturing,
		...(figures.slots && { slots: figures.slots }),
		...(figures.steps && {
			steps: figures.steps.map(({ from, to, measures }) => ({
				from: formatInstant(from),
				to: formatInstant(to),
				measures
			}))
		})
	};
}

/** What a reader must know to compare the figures with another centre's. */
function configurationOf(config: MeasureConfig) {
	return {
		satisfied_from: config.satisfiedFrom,
		service_level_seconds: config.serviceLevelSeconds,
		repeat_days: config.repeatDays,
		short_abandon_seconds: config.shortAbandonSeconds
	};
}
