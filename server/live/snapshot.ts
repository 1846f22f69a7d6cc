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
const LONG = ['7d', '30d', '90d', '365d'] as const;
type LongId = (typeof LONG)[number];

type Windows<Id extends RollingId> = Record<Id, Window>;
type WithSlots = Figures & { slots: SlotFigures };

/** What may follow the present: each window, and the index, as of when it was read. */
export interface LongSections {
	rolling: Pick<LiveSections['rolling'], LongId>;
	index: IndexSummary;
}

function presentWindows(now: number): Windows<Exclude<RollingId, LongId>> {
	return {
		today: { from: beijingMidnight(now), to: now },
		slot: { from: slotAt('phone', now).from, to: now },
		'15m': { from: now - ROLLING_MS['15m'], to: now },
		'60m': { from: now - ROLLING_MS['60m'], to: now }
	};
}

function longWindows(now: number): Windows<LongId> {
	const last = (id: LongId) => [id, { from: now - ROLLING_MS[id], to: now }];
	return Object.fromEntries(LONG.map(last)) as Windows<LongId>;
}

/** The whole at one instant, in one question to the measures. */
export async function readWhole(
	options: SnapshotOptions,
	city: string,
	now: number
): Promise<LiveSections> {
	const windows = { ...presentWindows(now), ...longWindows(now) };
	return readSections(options, city, now, windows, ['today', '30d'], async (figures, rolling) => ({
		rolling,
		index: await readIndex(options, city, now, figures['30d'] as WithSlots)
	}));
}

/** All but the long windows and the index, which stay as they were read before. */
export async function readPresent(
	options: SnapshotOptions,
	city: string,
	now: number,
	long: LongSections
): Promise<LiveSections> {
	return readSections(options, city, now, presentWindows(now), ['today'], () =>
		Promise.resolve(long)
	);
}

/** The long windows and the index alone. */
export async function readLong(
	options: SnapshotOptions,
	city: string,
	now: number
): Promise<LongSections> {
	const windows = longWindows(now);
	const figures = await readFigures(options, city, now, windows, ['30d']);
	const [rolling, index] = await Promise.all([
		windowFigures(options, city, windows, figures, now),
		readIndex(options, city, now, figures['30d'] as WithSlots)
	]);
	return { rolling, index };
}

async function readSections<Id extends RollingId>(
	options: SnapshotOptions,
	city: string,
	now: number,
	windows: Windows<Id>,
	withSlots: readonly NoInfer<Id>[],
	readRest: (
		figures: Record<Id, Figures>,
		rolling: Record<Id, WindowFigures>
	) => Promise<LongSections>
): Promise<LiveSections> {
	const { store, isSettled, readAlerts, expectedToday, lastSigns } = options;
	// Asked before the figures: what settles meanwhile can only make them better than we say.
	const settled = isSettled();
	const midnight = beijingMidnight(now);
	const steps = fixedStarts({ from: midnight, to: midnight + DAY_MS }, CURVE_STEP_MS);
	const [figures, waiting, received, alerts] = await Promise.all([
		readFigures(options, city, now, windows, withSlots, steps),
		waitingNow(store, city, now),
		lastSigns.of(city),
		readAlerts(city, now)
	]);
	const today = figures['today' as Id] as WithSlots;
	const curve = today.steps ?? [];
	const rolling = await windowFigures(options, city, windows, figures, now);
	const rest = await readRest(figures, rolling);
	return {
		now: waiting,
		rolling: { ...rest.rolling, ...rolling } as LiveSections['rolling'],
		slots: today.slots,
		curve: {
			from: formatInstant(midnight),
			step_seconds: CURVE_STEP_MS / 1000,
			numerators: curve.map(({ measures }) => measures.connection_rate.numerator),
			denominators: curve.map(({ measures }) => measures.connection_rate.denominator)
		},
		feed: { ...received, settled },
		alerts,
		index: rest.index,
		expected: expectedToday(city, now)
	};
}

async function readFigures<Id extends RollingId>(
	{ store, config }: SnapshotOptions,
	city: string,
	now: number,
	windows: Windows<Id>,
	withSlots: readonly NoInfer<Id>[],
	steps?: number[]
): Promise<Record<Id, Figures>> {
	const ids = Object.keys(windows) as Id[];
	const question = {
		city,
		windows: ids.map((id) => windows[id]),
		now,
		bySlot: true,
		slotWindows: withSlots.map((id) => ids.indexOf(id)),
		...(steps && { steps, stepWindows: [ids.indexOf('today' as Id)] })
	};
	const figures = await measure(store, question, config);
	return Object.fromEntries(ids.map((id, i) => [id, figures[i]!])) as Record<Id, Figures>;
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

async function windowFigures<Id extends RollingId>(
	{ liveRate }: SnapshotOptions,
	city: string,
	windows: Windows<Id>,
	figures: Record<Id, Figures>,
	now: number
): Promise<Record<Id, WindowFigures>> {
	const rolling = {} as Record<Id, WindowFigures>;
	for (const [id, window] of Object.entries<Window>(windows) as [Id, Window][]) {
		const { measures, maturing } = figures[id];
		const connection_rate_live = await liveRate.of(city, window, now, measures);
		rolling[id] = {
			as_of: formatInstant(now),
			from: formatInstant(window.from),
			to: formatInstant(window.to),
			measures: { ...measures, connection_rate_live },
			maturing
		};
	}
	return rolling;
}
