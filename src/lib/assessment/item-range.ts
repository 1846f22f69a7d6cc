/** What a reading of an item may be, by the item's unit. */
import type { Unit } from './profile.ts';
import { ITEM_CATALOGUE } from './profiles.ts';

const RANGES: Record<Unit, readonly [low: number, high: number]> = {
	ratio: [0, 1],
	score: [0, 100],
	MOS: [1, 5],
	channels: [0, 100],
	levels: [0, 100],
	s: [0, 86_400]
};

/** Lowest and highest value of an item's measure; null for an unknown item. */
export function itemRange(item: string): readonly [low: number, high: number] | null {
	const known = ITEM_CATALOGUE.get(item);
	return known ? RANGES[known.unit] : null;
}
