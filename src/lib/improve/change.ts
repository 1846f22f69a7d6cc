/** The assessment with some items at other measures: the very `assess` that the server calls. */
import { assess, type AssessInput, type Measured } from '../assessment/assess.ts';
import type { Item } from '../assessment/profile.ts';
import type { Assessment } from '../assessment/types.ts';

/** Measures in the item's unit by item id. */
export type Wishes = Readonly<Record<string, number>>;

export function itemsOf({ profile }: Pick<AssessInput, 'profile'>): Item[] {
	return profile.indicators.flatMap((first) => first.children.flatMap(({ items }) => items));
}

/** The figure moved to `value`, its limits with it: the same facts as today at another rate. */
function moved(today: Measured | undefined, value: number): Measured {
	if (!today || today.value === null || today.n === 0) return { value, n: null };
	const by = value - today.value;
	const shifted = (limit: number | null | undefined) => (limit == null ? null : limit + by);
	return { value, n: today.n, low: shifted(today.low), high: shifted(today.high) };
}

/** `input` with the wishes in place of what is measured; a reading of the item no longer stands. */
export function withWishes(input: AssessInput, wishes: Wishes): AssessInput {
	const measured: Record<string, Measured | undefined> = { ...input.measured };
	for (const [id, value] of Object.entries(wishes)) measured[id] = moved(input.measured[id], value);
	return { ...input, measured };
}

export function assessWith(input: AssessInput, wishes: Wishes): Assessment {
	return assess(withWishes(input, wishes));
}
