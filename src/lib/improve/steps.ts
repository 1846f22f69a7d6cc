/** Realistic steps of an item: how far a hotline gets with one measure taken, as a stated assumption. */
import type { Item, Unit } from '../assessment/profile.ts';

/** In the item's unit, towards the better side. One percentage point of a rate, one second, one level, … */
const STEP_OF_UNIT: Record<Unit, number> = {
	ratio: 0.01,
	s: 1,
	levels: 1,
	MOS: 0.1,
	channels: 1,
	score: 1
};
const STEP_OF_ITEM: Partial<Record<string, number>> = {
	complaint_rate: 0.005,
	online_response: 5
};

/** What the measure can be at all. */
const LIMITS: Record<Unit, readonly [low: number, high: number]> = {
	ratio: [0, 1],
	s: [0, 86_400],
	levels: [0, 100],
	MOS: [1, 5],
	channels: [0, 100],
	score: [0, 100]
};

export const stepOf = ({ id, unit }: Pick<Item, 'id' | 'unit'>): number =>
	STEP_OF_ITEM[id] ?? STEP_OF_UNIT[unit];

export function withinLimits(unit: Unit, value: number): number {
	const [low, high] = LIMITS[unit];
	return Math.min(high, Math.max(low, value));
}

/** One step better than `value`; not past the target, where nothing more is gained, unless it is there already. */
export function oneStepBetter(item: Item, value: number): number {
	const towards = Math.sign(item.target - item.floor);
	const next = withinLimits(item.unit, value + towards * stepOf(item));
	const isPast = (at: number) => (at - item.target) * towards >= 0;
	if (isPast(value)) return value;
	return isPast(next) ? item.target : next;
}
