/** `GET /v1/usual`: the rates of comparable days up to the same time of day, added up. */
import { beijingMidnight, formatInstant } from '#contract/instant';
import { MEASURE_IDS, MEASURES, type Measures, type RateId } from '#contract/measures';
import type { NamedDay, UsualAnswer } from '#contract/usual';
import { rate, type Rate } from '#statistics/wilson';
import { comparableDays } from '../../src/lib/alerts/comparable.ts';
import { beijingDate, dayOf, type Day } from '../../src/lib/alerts/day-kind.ts';
import type { Identity } from '../access/roles.ts';
import { dayOverrides } from '../alerts/kinds.ts';
import { measure } from '../measures/measure.ts';
import type { Settings } from '../settings/settings.ts';
import type { MeasuresDeps } from './measures.ts';
import { readCity, readInstant, type Query } from './query.ts';

const RATE_IDS = MEASURE_IDS.filter((id): id is RateId => MEASURES[id].kind === 'rate');

const named = (instant: number, { kind, name }: Day): NamedDay => ({
	date: beijingDate(instant),
	kind,
	name
});

const hasFacts = (measures: Measures) => RATE_IDS.some((id) => measures[id].denominator > 0);

/** From the counts, so that a busy day weighs more. */
function pooled(days: readonly Measures[]): Record<RateId, Rate> {
	const sum = (id: RateId, key: 'numerator' | 'denominator') =>
		days.reduce((total, measures) => total + measures[id][key], 0);
	return Object.fromEntries(
		RATE_IDS.map((id) => [id, rate(sum(id, 'numerator'), sum(id, 'denominator'))])
	) as Record<RateId, Rate>;
}

export async function answerUsual(
	deps: MeasuresDeps & { settings: Settings },
	query: Query,
	identity: Identity
): Promise<UsualAnswer> {
	const city = readCity(query, identity);
	const now = readInstant(query, 'now') ?? deps.clock();
	const overrides = await dayOverrides(deps.settings, city);
	const elapsed = now - beijingMidnight(now);
	const days = comparableDays(now, overrides);
	const windows = days.map(({ midnight }) => ({ from: midnight, to: midnight + elapsed }));
	// At midnight itself no time of the day has passed, and an empty window is no question.
	const figures =
		elapsed === 0 ? [] : await measure(deps.store, { city, windows, now }, deps.config);
	const known = days.filter((_, index) => figures[index] && hasFacts(figures[index].measures));
	return {
		city,
		as_of: formatInstant(now),
		day: named(now, dayOf(now, overrides)),
		days: known.map((day) => named(day.midnight, day)),
		measures: pooled(figures.map(({ measures }) => measures))
	};
}
