/** Everything the wall shows of a city at one instant, from the same functions as the API. */
import { beijingMidnight, DAY_MS, formatInstant, MINUTE_MS } from '#contract/instant';
import {
	ROLLING_MS,
	type Feed,
	type LiveSections,
	type RollingId,
	type WindowFigures
} from '#contract/live';
import type { LiveAlerts } from '#contract/live-alerts';
import { slotAt } from '#contract/slots';
import { fixedStarts } from '#contract/steps';
import { summarise } from '#assessment/summarise';
import type { IndexSummary } from '#assessment/types';
import { assessCity } from '../assessment/assess-city.ts';
import type { Profiles } from '../assessment/profiles.ts';
import { measure, type Figures, type SlotFigures } from '../measures/measure.ts';
import type { MeasureConfig, Window } from '../measures/question.ts';
import { waitingNow } from '../measures/waiting.ts';
import { lastReceived } from '../measures/last-received.ts';
import type { Store } from '../store/store.ts';

const CURVE_STEP_MS = 15 * MINUTE_MS;

/** Figures of short windows: what moves from one second to the next. */
export interface Pulse {
	now: LiveSections['now'];
	rolling: Pick<LiveSections['rolling'], 'today' | 'slot' | '15m' | '60m'>;
	slots: LiveSections['slots'];
	curve: LiveSections['curve'];
	feed: Feed;
	alerts: LiveAlerts;
}

/** Figures of long windows, each with its own `as_of`: dearer, and slower to move. */
export interface Trend {
	rolling: Omit<LiveSections['rolling'], keyof Pulse['rolling']>;
	index: LiveSections['index'];
}

export interface SnapshotOptions {
	store: Store;
	config: MeasureConfig;
	profiles: Profiles;
	/** Whether every accepted event is in the figures. */
	isSettled: () => boolean;
	/** What fires in a city, and who was told. */
	readAlerts: (city: string, now: number) => Promise<LiveAlerts>;
}

export async function readPulse(
	{ store, config, isSettled, readAlerts }: SnapshotOptions,
	city: string,
	now: number
): Promise<Pulse> {
	const settled = isSettled();
	const today = { from: beijingMidnight(now), to: beijingMidnight(now) + DAY_MS };
	const windows = {
		today: { from: today.from, to: now },
		slot: { from: slotAt('phone', now).from, to: now },
		'15m': { from: now - ROLLING_MS['15m'], to: now },
		'60m': { from: now - ROLLING_MS['60m'], to: now }
	};
	// Steps reach back to the earliest window: the last hour may have begun yesterday.
	const earliest = Math.min(...Object.values(windows).map(({ from }) => from));
	const steps = fixedStarts({ from: earliest, to: today.to }, CURVE_STEP_MS);
	const [figures, waiting, received, alerts] = await Promise.all([
		measure(store, { city, windows: Object.values(windows), now, bySlot: true, steps }, config),
		waitingNow(store, city, now),
		lastReceived(store, city, now),
		readAlerts(city, now)
	]);
	const day = figures[0] as Figures & { slots: SlotFigures };
	const curve = day.steps ?? [];
	return {
		now: waiting,
		rolling: windowFigures(windows, figures, now),
		slots: day.slots,
		curve: {
			from: formatInstant(today.from),
			step_seconds: CURVE_STEP_MS / 1000,
			numerators: curve.map(({ measures }) => measures.connection_rate.numerator),
			denominators: curve.map(({ measures }) => measures.connection_rate.denominator)
		},
		feed: { ...received, settled },
		alerts
	};
}

export async function readTrend(
	{ store, config, profiles }: SnapshotOptions,
	city: string,
	now: number
): Promise<Trend> {
	const last = (id: '7d' | '30d' | '90d' | '365d'): Window => ({
		from: now - ROLLING_MS[id],
		to: now
	});
	const windows = {
		'7d': last('7d'),
		'30d': last('30d'),
		'90d': last('90d'),
		'365d': last('365d')
	};
	const figures = await measure(
		store,
		{ city, windows: Object.values(windows), now, bySlot: true },
		config
	);
	const month = figures[1] as Figures & { slots: SlotFigures };
	const index = await readIndex({ store, config, profiles }, city, now, month);
	return { rolling: windowFigures(windows, figures, now), index };
}

/** The index as it is shown: 30 days, by the profile in force. `figures` of that very window may be handed over. */
export async function readIndex(
	{ store, config, profiles }: Pick<SnapshotOptions, 'store' | 'config' | 'profiles'>,
	city: string,
	now: number,
	figures?: Figures & { slots: SlotFigures }
): Promise<IndexSummary> {
	const window = { from: now - ROLLING_MS['30d'], to: now };
	const profile = await profiles.inForce(city);
	return summarise(await assessCity(store, { city, window, now, profile }, config, figures));
}

function windowFigures<Id extends RollingId>(
	windows: Record<Id, Window>,
	figures: Figures[],
	now: number
): Record<Id, WindowFigures> {
	const entries = Object.entries<Window>(windows).map(([id, { from, to }], index) => {
		const { measures, maturing } = figures[index]!;
		return [
			id,
			{
				as_of: formatInstant(now),
				from: formatInstant(from),
				to: formatInstant(to),
				measures,
				maturing
			} satisfies WindowFigures
		];
	});
	return Object.fromEntries(entries) as Record<Id, WindowFigures>;
}

/** The whole at one instant. */
export function sectionsOf(pulse: Pulse, trend: Trend): LiveSections {
	return { ...pulse, rolling: { ...pulse.rolling, ...trend.rolling }, index: trend.index };
}
