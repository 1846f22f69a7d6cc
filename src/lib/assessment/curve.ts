import type { Item } from './profile.ts';

/** Points [measure, score] from score 0 up to 100; measures may fall (lower is better). */
export type Curve = [measure: number, score: number][];

/**
 * The curve of an item: its own points, else (floor, 0), (national mean measure, its own score there or
 * the national mean score of its second-level indicator), (target, 100). Definitions, section 5.
 */
export function curveOf(
	item: Pick<Item, 'floor' | 'mean' | 'target' | 'mean_score' | 'curve'>,
	nationalMean: number
): Curve {
	return (
		item.curve ?? [
			[item.floor, 0],
			[item.mean, item.mean_score ?? nationalMean],
			[item.target, 100]
		]
	);
}

/** Score 0..100 of a measure: linear between the curve's points, flat outside. */
export function scoreAt(curve: Readonly<Curve>, measure: number): number {
	let score = curve[0]?.[1] ?? 0;
	for (let index = 1; index < curve.length; index++) {
		const [fromMeasure, fromScore] = curve[index - 1]!;
		const [toMeasure, toScore] = curve[index]!;
		const passed = (measure - fromMeasure) / (toMeasure - fromMeasure);
		if (passed >= 1) score = toScore;
		else if (passed > 0) return fromScore + passed * (toScore - fromScore);
		else return score;
	}
	return score;
}
