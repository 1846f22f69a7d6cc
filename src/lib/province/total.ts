/** Sums over some cities of a province: counts are added, rates never averaged. */
import type { ProvinceCity, ProvinceTotal } from '../contract/province.ts';
import { rate, type Rate } from '../statistics/wilson.ts';

export function totalOf(cities: readonly ProvinceCity[]): ProvinceTotal {
	const instants = cities.flatMap(({ now, month }) =>
		[now?.as_of, month?.as_of].filter((one) => one !== undefined)
	);
	const oldest = instants.reduce<string | null>(
		(least, one) => (least === null || Date.parse(one) < Date.parse(least) ? one : least),
		null
	);
	return {
		cities: cities.length,
		computed: cities.filter(({ now, month }) => now && month).length,
		as_of: oldest,
		needing_attention: cities.filter(({ attention }) => attention.length > 0).length,
		today: together(cities.map(({ now }) => now?.today)),
		evening: together(cities.map(({ now }) => now?.evening)),
		evening_month: together(cities.map(({ month }) => month?.evening))
	};
}

function together(rates: readonly (Rate | undefined)[]): Rate {
	const known = rates.filter((one) => one !== undefined);
	const sum = (key: 'numerator' | 'denominator') =>
		known.reduce((total, one) => total + one[key], 0);
	return rate(sum('numerator'), sum('denominator'));
}
