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

/** A score with the mean error that the bends of its curve give to a sample. */
export interface SampledScore extends Score {
	/** E[score of the sampled measure] − score of the true measure, in score points. */
	bend: number;
}

/** Mean of the positive part of a standard normal, over its 97.5 % quantile. */
const BEND_SHARE = 1 / (Math.sqrt(2 * Math.PI) * Z_95);

/**
 * The mean error of a score where its curve bends: a kink in the middle of the limits gives it
 * (f(low) − 2 f(middle) + f(high)) / (√2π · 1.96) exactly, a straight line 0.
 */
function bendOf(curve: Curve, [low, high]: [number, number]): number {
	const middle = scoreAt(curve, (low + high) / 2);
	return BEND_SHARE * (scoreAt(curve, low) - 2 * middle + scoreAt(curve, high));
}

const around = (value: number, sd: number): [number, number] => [
	value - Z_95 * sd,
	value + Z_95 * sd
];

/** 95 % limits of the measure; null where only the stated prior can tell. */
export function measureLimits(item: Item, figure: Figure, prior: Prior): [number, number] | null {
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
export function scoreFigure(item: Item, curve: Curve, figure: Figure, prior: Prior): SampledScore {
	const point = scoreAt(curve, figure.value);
	const measure = measureLimits(item, figure, prior);
	const limits = measure?.map((limit) => scoreAt(curve, limit));
	const [a, b] = limits ?? around(point, prior.unstated_sd);
	return {
		point,
		// The curve may fall, and given limits may miss the value by rounding.
		low: Math.max(0, Math.min(point, a!, b!)),
		high: Math.min(100, Math.max(point, a!, b!)),
		bend: measure ? bendOf(curve, measure) : 0
	};
}
