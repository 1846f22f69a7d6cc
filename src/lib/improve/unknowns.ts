/** What measuring an unknown item would do to the range of the index. */
import type { Curve } from '../assessment/curve.ts';
import { assess, type AssessInput } from '../assessment/assess.ts';
import type { Item } from '../assessment/profile.ts';
import type { Assessment, Interval } from '../assessment/types.ts';
import { assessWith, itemsOf } from './change.ts';

export interface UnknownItem {
	item: Item;
	/** Weight in the index, 0..1: what measuring adds to the coverage. */
	weight: number;
	/** Points by which the bounds come together, whatever is found. */
	bounds_narrow_by: number;
	/** Width of `likely` today and if the item turned out as assumed today, known without error. */
	likely_width: { today: number; measured: number };
	/** The index if the item turned out at its floor, at the national mean, at its target. */
	index_at: { floor: number; mean: number; target: number };
}

const width = ({ low, high }: Interval) => high - low;

/** A measure that scores so much: the curve read backwards. The point stays where it is assumed today. */
function measureAt(curve: Curve, score: number): number {
	for (const [index, [measure, upper]] of curve.entries()) {
		const before = curve[index - 1];
		if (score > upper) continue;
		if (!before || upper === before[1]) return measure;
		return before[0] + ((score - before[1]) / (upper - before[1])) * (measure - before[0]);
	}
	return curve.at(-1)![0];
}

/** Unknown items, those that narrow the range most first. */
export function unknownItems(input: AssessInput, base: Assessment = assess(input)): UnknownItem[] {
	const items = new Map(itemsOf(input).map((item) => [item.id, item]));
	const unknown = base.indicators.flatMap((first) =>
		(first.children ?? []).flatMap((second) =>
			(second.items ?? [])
				.filter(({ source }) => source === 'unknown')
				.map((today) => {
					const item = items.get(today.id)!;
					const weight = first.weight * second.weight * today.weight;
					const at = (value: number) => assessWith(input, { [item.id]: value }).index.point;
					const assumed = measureAt(today.curve, today.score.point);
					const measured = assess({
						...input,
						measured: {
							...input.measured,
							[item.id]: { value: assumed, n: 1, low: assumed, high: assumed }
						}
					}).index;
					return {
						item,
						weight,
						bounds_narrow_by: width(base.index.bounds) - width(measured.bounds),
						likely_width: {
							today: width(base.index.likely),
							measured: width(measured.likely)
						},
						index_at: {
							floor: at(item.floor),
							mean: at(item.mean),
							target: at(item.target)
						}
					};
				})
		)
	);
	return unknown.sort((a, b) => b.bounds_narrow_by - a.bounds_narrow_by);
}
