/** What lifts the index: the gain of one realistic step of each known item, the largest first. */
import { assess, type AssessInput } from '../assessment/assess.ts';
import type { Item } from '../assessment/profile.ts';
import type { Assessment, ItemAssessment } from '../assessment/types.ts';
import { assessWith, itemsOf } from './change.ts';
import { oneStepBetter } from './steps.ts';

export interface Lever {
	item: Item;
	/** How the item stands today, and what it rests on. */
	today: ItemAssessment;
	/** Its second- and first-level indicators. */
	path: readonly [first: string, second: string];
	/** Weight in the index, 0..1. */
	weight: number;
	/** Measure after one realistic step. */
	next: number;
	/** Points of the index that the step gives. */
	gain: number;
	/** Points of the index until the item is at its target. */
	room: number;
	/** Facts a window that the step asks for: calls to answer, tickets to resolve; null where none is counted. */
	facts: number | null;
}

interface Assessed {
	today: ItemAssessment;
	path: readonly [string, string];
	weight: number;
}

function assessedItems({ indicators }: Assessment): Map<string, Assessed> {
	const entries = indicators.flatMap((first) =>
		(first.children ?? []).flatMap((second) =>
			(second.items ?? []).map((today): [string, Assessed] => [
				today.id,
				{
					today,
					path: [first.id, second.id],
					weight: first.weight * second.weight * today.weight
				}
			])
		)
	);
	return new Map(entries);
}

/** Known items alone: of an unknown one nobody knows where a step would start. */
export function leversOf(input: AssessInput, base: Assessment = assess(input)): Lever[] {
	const assessed = assessedItems(base);
	const gainAt = (id: string, value: number) =>
		assessWith(input, { [id]: value }).index.point - base.index.point;
	return itemsOf(input)
		.flatMap((item) => {
			const found = assessed.get(item.id);
			const value = found?.today.measure.value ?? null;
			if (!found || value === null) return [];
			const next = oneStepBetter(item, value);
			const isCounted = item.unit === 'ratio' && !item.exact && found.today.measure.n !== null;
			return [
				{
					...found,
					item,
					next,
					gain: gainAt(item.id, next),
					room: gainAt(item.id, item.target),
					facts: isCounted ? Math.abs(next - value) * found.today.measure.n! : null
				}
			];
		})
		.sort((a, b) => b.gain - a.gain || b.room - a.room);
}
