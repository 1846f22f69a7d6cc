/** Sums rows by window, and on request by slot and step. */
import { slotAt, type SlotMedium } from '#contract/slots';
import { beijingTimeOfDay, HOUR_MS } from '#contract/instant';
import type { Question } from '../measures/question.ts';
import type { TimeRow } from './cell-cache.ts';

export interface Tally {
	sums: number[];
	rows: TimeRow[];
}

export const tallyKey = (w: number, slot = '', step: number | '' = '') => `${w}|${slot}|${step}`;

const SLOT_OF_HOUR = {
	phone: slotsByHour('phone'),
	online: slotsByHour('online')
};

function slotsByHour(medium: SlotMedium): string[] {
	return Array.from({ length: 24 }, (_, hour) => slotAt(medium, (hour - 8) * HOUR_MS).id);
}

/** By `tallyKey`; what has no rows is absent. A row lies in a window whole or not at all. */
export function tally(
	rows: readonly TimeRow[],
	{ windows, bySlot, steps, slotWindows, stepWindows }: Question,
	medium?: SlotMedium
): Map<string, Tally> {
	const tallies = new Map<string, Tally>();
	const add = (key: string, row: TimeRow) => {
		const known = tallies.get(key);
		if (!known) return void tallies.set(key, { sums: [...row.counters], rows: [row] });
		known.rows.push(row);
		for (let i = 0; i < row.counters.length; i++) known.sums[i]! += row.counters[i]!;
	};
	const bySlots = bySlot === true && medium !== undefined;
	for (const row of rows) {
		const slot = bySlots
			? SLOT_OF_HOUR[medium][Math.floor(beijingTimeOfDay(row.t) / HOUR_MS)]!
			: '';
		const step = steps && lastAtOrBefore(steps, row.t);
		for (let w = 0; w < windows.length; w++) {
			const { from, to } = windows[w]!;
			if (row.t < from || row.t >= to) continue;
			add(tallyKey(w), row);
			if (bySlots && (slotWindows?.includes(w) ?? true)) add(tallyKey(w, slot), row);
			if (step !== undefined && (stepWindows?.includes(w) ?? true)) add(tallyKey(w, '', step), row);
		}
	}
	return tallies;
}

/** Undefined where all begin later. */
function lastAtOrBefore(ascending: readonly number[], t: number): number | undefined {
	let [low, high] = [0, ascending.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (ascending[middle]! <= t) low = middle + 1;
		else high = middle;
	}
	return ascending[low - 1];
}
