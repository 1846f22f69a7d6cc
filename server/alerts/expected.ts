/** What today's connection rate is compared with: the first rule that watches it says, hour by hour. */
import type { LiveExpected } from '#contract/live-expected';
import { beijingMidnight } from '#contract/instant';
import { dayOf } from '../../src/lib/alerts/day-kind.ts';
import type { CityWatch } from './city-watch.ts';

/** Of the whole day at `now`; null while no rule watches the connection rate of all lines. */
export function expectedToday(watch: CityWatch, now: number): LiveExpected | null {
	const [first] = [...watch.rates().values()].filter(
		({ rule }) => rule.measure === 'connection_rate' && rule.line === null
	);
	if (!first) return null;
	const { expectations, dispersion, dayDeviation } = first.tuningOf(beijingMidnight(now));
	return {
		day_kind: dayOf(now, watch.overrides()).kind,
		dispersion,
		day_deviation: dayDeviation,
		hours: expectations.map(({ p0, facts }) =>
			p0 === null ? null : { rate: 1 - p0, calls: facts }
		)
	};
}
