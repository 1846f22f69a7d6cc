/** `GET /v1/measures`: any measure over any window, in total, by slot, by step, and beside earlier periods. */
import { COMPARED_IDS, type ComparedId, type MeasuresAnswer } from '#contract/answers';
import { LATEST_MONTH_END, previousPeriod, yearEarlier, type Period } from '#contract/calendar';
import { formatInstant } from '#contract/instant';
import { MOST_STEPS, mostSteps, STEP_IDS, stepStarts } from '#contract/steps';
import type { Identity } from '../access/roles.ts';
import { measure, type Figures } from '../measures/measure.ts';
import type { LiveRate } from '../measures/live-rate.ts';
import type { MeasureConfig } from '../measures/question.ts';
import type { Store } from '../store/store.ts';
import { ApiError } from './errors.ts';
import {
	badParameter,
	readChoice,
	readChoices,
	readCity,
	readInstant,
	readInteger,
	readWindow,
	type Query
} from './query.ts';

const EARLIER: Record<ComparedId, (period: Period) => Period> = {
	previous: previousPeriod,
	year: yearEarlier
};

export interface MeasuresDeps {
	store: Store;
	config: MeasureConfig;
	clock: () => number;
	isSettled: () => boolean;
}

/** What was asked and found: the JSON answer and the exports are two spellings of it. */
export interface MeasuresResult {
	city: string;
	now: number;
	settled: boolean;
	config: MeasureConfig;
	window: Period;
	figures: Figures;
	compared: { id: ComparedId; window: Period; figures: Figures }[];
}

export async function askMeasures(
	deps: MeasuresDeps,
	query: Query,
	identity: Identity
): Promise<MeasuresResult> {
	const city = readCity(query, identity);
	const window = readWindow(query);
	const now = readInstant(query, 'now') ?? deps.clock();
	const bySlot = readChoice(query, 'by', ['slot']) === 'slot';
	const steps = readSteps(query, window);
	const ids = readChoices(query, 'compare', COMPARED_IDS);
	// Asked before the figures: what settles meanwhile can only make them better than we say.
	const settled = deps.isSettled();
	const ask = async (period: Period, cuts: { steps?: number[] | undefined } = {}) => {
		const question = { city, windows: [period], now, bySlot, ...cuts };
		const [figures] = await measure(deps.store, question, deps.config);
		if (!figures) throw new Error('one window, one answer');
		return figures;
	};
	// Apart, not as windows of one question: that would read all that lies between them.
	const [figures, ...compared] = await Promise.all([
		ask(window, { steps }),
		...ids.map(async (id) => {
			const period = EARLIER[id](window);
			return { id, window: period, figures: await ask(period) };
		})
	]);
	return { city, now, settled, config: deps.config, window, figures, compared };
}

function readSteps(query: Query, window: Period): number[] | undefined {
	const step = readChoice(query, 'step', STEP_IDS);
	const monthEnds = readInteger(query, 'month_ends', 1, LATEST_MONTH_END);
	if (monthEnds !== undefined && step !== '1mo')
		throw badParameter('month_ends', query.month_ends, 'it only with step=1mo');
	if (step && mostSteps(window, step) > MOST_STEPS)
		throw new ApiError(
			400,
			'parameter_invalid',
			`step: ${step} cuts this window into more than ${MOST_STEPS} steps; want a longer step or a shorter window`
		);
	return step && stepStarts(window, step, monthEnds);
}

export async function answerMeasures(
	deps: MeasuresDeps & { liveRate: LiveRate },
	query: Query,
	identity: Identity
): Promise<MeasuresAnswer> {
	const result = await askMeasures(deps, query, identity);
	const { figures, compared } = result;
	const live = await deps.liveRate.of(result.city, result.window, result.now, figures.measures);
	const period = ({ from, to }: Period) => ({ from: formatInstant(from), to: formatInstant(to) });
	return {
		city: result.city,
		as_of: formatInstant(result.now),
		...period(result.window),
		settled: result.settled,
		configuration: configurationOf(result.config),
		measures: { ...figures.measures, connection_rate_live: live },
		maturing: figures.maturing,
		...(figures.slots && { slots: figures.slots }),
		...(figures.steps && {
			steps: figures.steps.map(({ measures, ...step }) => ({ ...period(step), measures }))
		}),
		...(compared.length > 0 && {
			compare: Object.fromEntries(
				compared.map(({ id, window, figures: { measures, slots } }) => [
					id,
					{ ...period(window), measures, ...(slots && { slots }) }
				])
			)
		})
	};
}

/** What a reader must know to compare the figures with another centre's. */
export function configurationOf(config: MeasureConfig) {
	return {
		satisfied_from: config.satisfiedFrom,
		service_level_seconds: config.serviceLevelSeconds,
		repeat_days: config.repeatDays,
		short_abandon_seconds: config.shortAbandonSeconds,
		...(config.callerRetentionDays && { caller_retention_days: config.callerRetentionDays })
	};
}
