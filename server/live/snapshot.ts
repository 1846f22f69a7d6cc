/** Everything the wall shows of a city at one instant, from the same functions as the API. */
import { beijingMidnight, DAY_MS, formatInstant, MINUTE_MS } from '#contract/instant';
import { ROLLING_MS, type LiveSections, type RollingId, type WindowFigures } from '#contract/live';
import type { LiveAlerts } from '#contract/live-alerts';
import { slotAt } from '#contract/slots';
import { fixedStarts } from '#contract/steps';
import { summarise } from '#assessment/summarise';
import type { IndexSummary } from '#assessment/types';
import { assessCity } from '../assessment/assess-city.ts';
import type { Profiles } from '../assessment/profiles.ts';
import type { LiveRate } from '../measures/live-rate.ts';
import type { SlotFigures } from '../measures/figures.ts';
import { measure, type Figures } from '../measures/measure.ts';
import type { MeasureConfig, Window } from '../measures/question.ts';
import { waitingNow } from '../measures/waiting.ts';
import type { Store } from '../store/store.ts';
import type { LastSigns } from './last-signs.ts';

const CURVE_STEP_MS = 15 * MINUTE_MS;

export interface SnapshotOptions {
	store: Store;
	config: MeasureConfig;
	profiles: Profiles;
	/** Whether every accepted event is in the figures. */
	isSettled: () => boolean;
	/** What fires in a city, and who was told. */
	readAlerts: (city: string, now: number) => Promise<LiveAlerts>;
	/** What today is compared with. */
	expectedToday: (city: string, now: number) => LiveSections['expected'];
	liveRate: LiveRate;
	lastSigns: LastSigns;
}

/** Hardly move from one tick to the next; the index rests on one of them. */
const LONG_WINDOWS: ReadonlySet<RollingId> = new Set(['7d', '30d', '90d', '365d']);

/**
 * The whole at one instant, in one question to the measures. With `held`, an earlier one, its long
 * windows and its index stay as they are, each as of then.
 */
export async function readSections(
	options: SnapshotOptions,
	city: string,
	now: number,
	held: LiveSections | null = null
): Promise<LiveSections> {
	const { store, config, profiles, isSettled, readAlerts, expectedToday, liveRate } = options;
	// Asked before the figures: what settles meanwhile can only make them better than we say.
	const settled = isSettled();
	const midnight = beijingMidnight(now);
	const last = (id: keyof typeof ROLLING_MS): Window => ({ from: now - ROLLING_MS[id], to: now });
	const all: Record<RollingId, Window> = {
		today: { from: midnight, to: now },
		slot: { from: slotAt('phone', now).from, to: now },
		'15m': last('15m'),
		'60m': last('60m'),
		'7d': last('7d'),
		'30d': last('30d'),
		'90d': last('90d'),
		'365d': last('365d')
	};
	const windows = Object.fromEntries(
		Object.entries(all).filter(([id]) => held === null || !LONG_WINDOWS.has(id as RollingId))
	) as Record<RollingId, Window>;
	const [today, month] = (['today', '30d'] as const).map((id) =>
		Object.keys(windows).indexOf(id)
	) as [number, number];
	const steps = fixedStarts({ from: midnight, to: midnight + DAY_MS }, CURVE_STEP_MS);
	const question = {
		city,
		windows: Object.values(windows),
		now,
		bySlot: true,
		slotWindows: [today, month],
		steps,
		stepWindows: [today]
	};
	const [figures, waiting, received, alerts] = await Promise.all([
		measure(store, question, config),
		waitingNow(store, city, now),
		options.lastSigns.of(city),
		readAlerts(city, now)
	]);
	const day = figures[today] as Figures & { slots: SlotFigures };
	const index =
		held?.index ??
		(await readIndex(
			{ store, config, profiles },
			city,
			now,
			figures[month] as Figures & { slots: SlotFigures }
		));
	const curve = day.steps ?? [];
	const rolling = windowFigures(windows, figures, now);
	for (const [id, figures] of Object.entries(rolling) as [RollingId, WindowFigures][]) {
		const connection_rate_live = await liveRate.of(city, windows[id], now, figures.measures);
		figures.measures = { ...figures.measures, connection_rate_live };
	}
	return {
		now: waiting,
		rolling: { ...held?.rolling, ...rolling },
		slots: day.slots,
		curve: {
			from: formatInstant(midnight),
			step_seconds: CURVE_STEP_MS / 1000,
			numerators: curve.map(({ measures }) => measures.connection_rate.numerator),
			denominators: curve.map(({ measures }) => measures.connection_rate.denominator)
		},
		feed: { ...received, settled },
		alerts,
		index,
		expected: expectedToday(city, now)
	};
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
