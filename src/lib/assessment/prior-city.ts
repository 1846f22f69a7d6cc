/** Cities drawn from the stated prior, with what a hotline would measure of them; for tests. */
import type { Draw } from '../../../scripts/simulate/random.ts';
import { PREFECTURES } from '../reference/prefectures.ts';
import { rate, Z_95 } from '../statistics/wilson.ts';
import type { AssessInput, Measured } from './assess.ts';
import { curveOf } from './curve.ts';
import { city, readingOf } from './fixtures.ts';
import { NATIONAL_2023 } from './national-2023.ts';
import type { Item, SecondLevel } from './profile.ts';
import type { Reading } from './readings.ts';

/** Whether the item stays unknown. */
export type Unknown = (item: Item, indicator: SecondLevel) => boolean;

/** Least and most facts that a measure, and tests or answers that a reading, rests on. */
export type Sizes = Record<'events' | 'readings', [least: number, most: number]>;

const { prior, indicators, tiers } = NATIONAL_2023;

/** A tier is drawn as often as it has cities. */
const TIER_CITIES = tiers.map(
	(tier) => [tier, PREFECTURES.filter((place) => place.tier === tier.name).length] as const
);

/** The measure that scores so much: the curve read backwards. */
function measureAt(item: Item, mean: number, score: number): number {
	const [[floor], [middle, anchor], [target]] = curveOf(item, mean) as [
		[number, number],
		[number, number],
		[number, number]
	];
	if (score <= anchor) return floor + (score / anchor) * (middle - floor);
	return middle + ((score - anchor) / (100 - anchor)) * (target - middle);
}

/** The measure of a sample: a binomial share, a mean of scores, or a mean with its own limits. */
function observe(item: Item, truth: number, sizes: Sizes, draw: Draw): Measured {
	const n = Math.round(draw.between(...sizes[item.measurable ? 'events' : 'readings']));
	if (item.exact) return { value: truth, n };
	if (item.unit === 'ratio') {
		let count = 0;
		for (let k = 0; k < n; k++) count += Number(draw.chance(truth));
		const { value, low, high } = rate(count, n);
		return { value, n, low, high };
	}
	if (item.unit === 'score')
		return {
			value: Math.min(100, Math.max(0, draw.normal(truth, prior.test_sd / Math.sqrt(n)))),
			n
		};
	const error = Math.abs(item.mean - item.floor) / Math.sqrt(n);
	const value = draw.normal(truth, error);
	return { value, n, low: value - Z_95 * error, high: value + Z_95 * error };
}

export interface DrawnCity {
	input: AssessInput;
	/** Its index, were every item known without error. */
	index: number;
}

/**
 * A city of the prior: an unknown item's score is its point plus prior_sd · (√across · Z(city) +
 * √(within − across) · Z(indicator) + √(1 − within) · Z(item)), cut off at 0 and 100.
 */
export function drawCity(unknown: Unknown, sizes: Sizes, draw: Draw): DrawnCity {
	const tier = draw.pick(TIER_CITIES);
	const measured: Record<string, Measured> = {};
	const readings: Reading[] = [];
	let index = 0;
	const own = draw.normal(0, 1);
	for (const first of indicators) {
		const shift = tier.scores[first.id]! - first.mean;
		for (const second of first.children) {
			const shared = draw.normal(0, 1);
			const point = Math.min(100, Math.max(0, second.mean + shift));
			for (const item of second.items) {
				const z =
					Math.sqrt(prior.across) * own +
					Math.sqrt(prior.within - prior.across) * shared +
					Math.sqrt(1 - prior.within) * draw.normal(0, 1);
				const score = Math.min(100, Math.max(0, point + second.prior_sd * z));
				index += (first.weight * second.weight * score) / second.items.length;
				if (unknown(item, second)) continue;
				const seen = observe(item, measureAt(item, second.mean, score), sizes, draw);
				if (item.measurable) measured[item.id] = seen;
				else readings.push(readingOf(item.id, seen.value!, { n: seen.n }));
			}
		}
	}
	return { input: city({ tier: tier.name, measured, readings }), index };
}
