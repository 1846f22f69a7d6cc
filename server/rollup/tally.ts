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
	const bySlots = bySlot === true && medium !== undefined;
	const cut = windows.map(({ from, to }, w) => ({
		from,
		to,
		whole: null as Tally | null,
		slots: bySlots && (slotWindows?.includes(w) ?? true) ? new Map<string, Tally>() : null,
		steps: steps && (stepWindows?.includes(w) ?? true) ? new Map<number, Tally>() : null
	}));
	for (const row of rows) {
		const { t } = row;
		for (const one of cut) {
			if (t < one.from || t >= one.to) continue;
			one.whole = added(one.whole, row);
			if (one.slots) {
				const slot = SLOT_OF_HOUR[medium!][Math.floor(beijingTimeOfDay(t) / HOUR_MS)]!;
				one.slots.set(slot, added(one.slots.get(slot), row));
			}
			if (!one.steps) continue;
			const step = lastAtOrBefore(steps!, t);
			if (step !== undefined) one.steps.set(step, added(one.steps.get(step), row));
		}
	}
	const tallies = new Map<string, Tally>();
	cut.forEach(({ whole, slots, steps: ofSteps }, w) => {
		if (whole) tallies.set(tallyKey(w), whole);
		for (const [slot, own] of slots ?? []) tallies.set(tallyKey(w, slot), own);
		for (const [step, own] of ofSteps ?? []) tallies.set(tallyKey(w, '', step), own);
	});
	return tallies;
}

function added(tally: Tally | null | undefined, row: TimeRow): Tally {
	if (!tally) return { sums: [...row.counters], rows: [row] };
	const { sums } = tally;
	for (let i = 0; i < sums.length; i++) sums[i]! += row.counters[i]!;
	tally.rows.push(row);
	return tally;
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
