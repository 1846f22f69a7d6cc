/** Orders of the province's page; the answer comes in that of attention. */
import { knownPoint } from '../assessment/known.ts';
import type { ProvinceCity } from '../contract/province.ts';
import { standingEvening } from './attention.ts';

export const ORDERS = ['attention', 'evening', 'index', 'code'] as const;
export type Order = (typeof ORDERS)[number];

/** The cities in an order, lowest first; those without a figure last, equals as they came. */
export function ordered(cities: readonly ProvinceCity[], order: Order): readonly ProvinceCity[] {
	if (order === 'attention') return cities;
	const key: Record<Exclude<Order, 'attention'>, (city: ProvinceCity) => number | null> = {
		evening: standingEvening,
		index: ({ month }) => month && knownPoint(month.index.index.point, month.index.index),
		code: ({ code }) => Number(code)
	};
	const of = (city: ProvinceCity) => key[order](city) ?? Infinity;
	return [...cities].sort((a, b) => (of(a) === of(b) ? 0 : of(a) - of(b)));
}

/** Cities whose name, province or code holds the text. */
export function found(cities: readonly ProvinceCity[], text: string): readonly ProvinceCity[] {
	const wanted = text.trim();
	if (wanted === '') return cities;
	return cities.filter(({ name, province, code }) =>
		[name, province, code].some((one) => one.includes(wanted))
	);
}
