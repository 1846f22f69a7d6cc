/** Whether two rates differ, and by how much. */
import type { Rate } from './wilson.ts';

/** A difference of ratios, −1..1, with its 95 % interval. */
export interface Difference {
	value: number;
	low: number;
	high: number;
}

/**
 * `a` less `b` with the hybrid score interval of Newcombe (1998, method 10): the square-and-add of
 * both Wilson intervals. Null where either has no facts.
 */
export function rateDifference(a: Rate, b: Rate): Difference | null {
	if (a.value === null || a.low === null || a.high === null) return null;
	if (b.value === null || b.low === null || b.high === null) return null;
	const value = a.value - b.value;
	return {
		value,
		low: value - Math.hypot(a.value - a.low, b.high - b.value),
		high: value + Math.hypot(a.high - a.value, b.value - b.low)
	};
}

/** Whether the interval leaves out 0: the rates differ by more than their sampling error. */
export function isBeyondError({ low, high }: Difference): boolean {
	return low > 0 || high < 0;
}
