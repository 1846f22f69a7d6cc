/** The distribution that an index and its `likely` range stand for. */
import { Z_95 } from '../statistics/wilson.ts';
import { normalCdf } from './normal.ts';
import type { Interval } from './types.ts';

/** P(index < score), from the score. */
export type Below = (score: number) => number;

/**
 * Two halves of normals that meet at the point: half of the weight lies on each side of it, with the
 * spread that puts 2.5 % beyond each end of `likely`. A side without width is certain.
 */
export function belowOf({ point, likely }: { point: number; likely: Interval }): Below {
	const spread = {
		below: Math.max(0, point - likely.low) / Z_95,
		above: Math.max(0, likely.high - point) / Z_95
	};
	return (score) => {
		const sd = score < point ? spread.below : spread.above;
		if (sd > 0) return normalCdf((score - point) / sd);
		if (score < point) return 0;
		// On a certain upper side the other half of the weight stands on the point itself.
		if (score > point) return 1;
		return spread.below > 0 ? 0.5 : 0;
	};
}
