/** How far sampling may have moved an item's score. */
import { rate, Z_95 } from '../statistics/wilson.ts';
import { scoreAt, type Curve } from './curve.ts';
import type { Item, Prior } from './profile.ts';
import type { Score } from './types.ts';

/** A figure in the item's unit, with the facts it rests on and 95 % limits where they are known. */
export interface Figure {
	value: number;
	n: number | null;
	low?: number | null;
	high?: number | null;
}

const around = (value: number, sd: number): [number, number] => [
	value - Z_95 * sd,
	value + Z_95 * sd
];

/** 95 % limits of the measure; null where only the stated prior can tell. */
function measureLimits(item: Item, figure: Figure, prior: Prior): [number, number] | null {
	const { value, n, low, high } = figure;
	if (item.exact) return [value, value];
	if (low != null && high != null) return [low, high];
	if (n === null || n <= 0) return null;
	if (item.unit === 'score') return around(value, prior.test_sd / Math.sqrt(n));
	if (item.unit !== 'ratio' || value < 0 || value > 1) return null;
	const wilson = rate(value * n, n);
	return [wilson.low ?? value, wilson.high ?? value];
}

/**
 * The score of a figure with its 95 % limits: the limits of the measure (given; Wilson for a ratio of
 * n; ±1.96 · test_sd / √n for a score of n; none for a full count) taken through the curve, else
 * ±1.96 · unstated_sd score points.
 */
export function scoreFigure(item: Item, curve: Curve, figure: Figure, prior: Prior): Score {
	const point = scoreAt(curve, figure.value);
	const limits = measureLimits(item, figure, prior)?.map((limit) => scoreAt(curve, limit));
	const [a, b] = limits ?? around(point, prior.unstated_sd);
	return {
		point,
		// The curve may fall, and given limits may miss the value by rounding.
		low: Math.max(0, Math.min(point, a!, b!)),
		high: Math.min(100, Math.max(point, a!, b!))
	};
}
