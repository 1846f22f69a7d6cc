import type { Rate } from './wilson.ts';

/**
 * Weighted mean of independent rates with its 95 % limits by MOVER (Zou and Donner 2008): on each side
 * the root of the summed squares of weight · distance to the limit. Null where a rate with a weight has
 * no value.
 */
export function weightedMean(
	parts: readonly { rate: Rate; weight: number }[]
): { value: number; low: number; high: number } | null {
	const counted = parts.filter(({ weight }) => weight > 0);
	if (counted.length === 0 || counted.some(({ rate }) => rate.value === null)) return null;
	const value = counted.reduce((sum, { rate, weight }) => sum + weight * rate.value!, 0);
	const side = (distance: (rate: Rate) => number) =>
		Math.hypot(...counted.map(({ rate, weight }) => weight * distance(rate)));
	return {
		value,
		low: Math.max(0, value - side((rate) => rate.value! - rate.low!)),
		high: Math.min(1, value + side((rate) => rate.high! - rate.value!))
	};
}
