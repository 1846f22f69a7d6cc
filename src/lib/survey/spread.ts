/** The spread of what drawn surveys saw. */
import type { Spread } from './types.ts';

/** A survey that shows this much less than the truth is called unlucky. */
export const UNLUCKY_POINTS = 0.1;

/** Guards `seen / contacts <= rate` against the last bit of a floating-point difference. */
const HAIR = 1e-9;

export function spreadOf(
	{ seen, contacts, trueRate }: { seen: Int32Array; contacts: number; trueRate: number },
	national: number | null
): Spread {
	const draws = seen.length;
	const histogram = Array<number>(contacts + 1).fill(0);
	for (const count of seen) histogram[count]!++;
	const moment = (of: (rate: number) => number) =>
		histogram.reduce((sum, times, count) => sum + times * of(count / contacts), 0) / draws;
	const mean = moment((rate) => rate);
	const variance = moment((rate) => (rate - mean) ** 2);
	const shareWhere = (holds: (rate: number) => boolean) => moment((rate) => Number(holds(rate)));
	/** The least rate that at least this share of the surveys did not exceed. */
	const quantile = (share: number) => {
		let passed = 0;
		for (const [count, times] of histogram.entries()) {
			passed += times;
			if (passed >= share * draws) return count / contacts;
		}
		return 1;
	};
	return {
		contacts,
		true_rate: trueRate,
		mean,
		mean_error: Math.sqrt(variance / draws),
		p2_5: quantile(0.025),
		p25: quantile(0.25),
		p50: quantile(0.5),
		p75: quantile(0.75),
		p97_5: quantile(0.975),
		histogram,
		unlucky: {
			points: UNLUCKY_POINTS,
			share: shareWhere((rate) => rate <= trueRate - UNLUCKY_POINTS + HAIR)
		},
		below_national: national === null ? null : shareWhere((rate) => rate < national - HAIR)
	};
}
