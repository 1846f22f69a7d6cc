/** “Hold this evening rate to the end of the month, and the index ends at …”: exact arithmetic of counts. */
import type { Measured } from '../assessment/assess.ts';
import { EVENING_SLOT_IDS } from '../contract/evening.ts';
import { PHONE_SLOTS, type PhoneSlotId } from '../contract/slots.ts';
import { rate } from '../statistics/wilson.ts';

/** Connected and decided calls of a slot in the month so far, and the calls expected in the rest of it. */
export interface MonthSlot {
	slot: PhoneSlotId;
	answered: number;
	decided: number;
	/** Decided calls expected until the month ends; need not be whole. */
	expected: number;
}

export interface MonthEnd {
	slots: { slot: PhoneSlotId; answered: number; decided: number; rate: number | null }[];
	/** Connection rate of the whole month. */
	connection: number | null;
	/** Mean of the probed slots that have calls. */
	phone_slots: number | null;
	/** Evening slots together. */
	evening: number | null;
	/** Calls that are still to come in the evening slots. */
	evening_expected: number;
}

const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : null);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The rate of a slot in the rest of the month: the one asked for, else as in the month so far, else of all. */
function heldRate(slot: MonthSlot, all: number, rates: Rates): number {
	return rates[slot.slot] ?? ratio(slot.answered, slot.decided) ?? all;
}

export type Rates = Readonly<Partial<Record<PhoneSlotId, number>>>;

/** Month end where `rates` hold from now on; slots without one go on as in the month so far. */
export function monthEnd(slots: readonly MonthSlot[], rates: Rates): MonthEnd {
	const all = ratio(sum(slots.map((s) => s.answered)), sum(slots.map((s) => s.decided))) ?? 0;
	const ended = slots.map((slot) => {
		const answered = slot.answered + heldRate(slot, all, rates) * slot.expected;
		const decided = slot.decided + slot.expected;
		return { slot: slot.slot, answered, decided, rate: ratio(answered, decided) };
	});
	const together = (parts: typeof ended) =>
		ratio(sum(parts.map((s) => s.answered)), sum(parts.map((s) => s.decided)));
	const probed = PHONE_SLOTS.filter((slot) => slot.probed).map(({ id }) => id);
	const known = ended
		.filter(({ slot }) => probed.includes(slot))
		.flatMap((slot) => (slot.rate === null ? [] : [slot.rate]));
	const isEvening = ({ slot }: { slot: PhoneSlotId }) => EVENING_SLOT_IDS.includes(slot);
	return {
		slots: ended,
		connection: together(ended),
		phone_slots: ratio(sum(known), known.length),
		evening: together(ended.filter(isEvening)),
		evening_expected: sum(slots.filter(isEvening).map(({ expected }) => expected))
	};
}

/** The two items of the index that the month's phone slots decide, as if the month had ended so. */
export function monthEndItems(end: MonthEnd): Record<'connection' | 'phone_slots', Measured> {
	const decided = Math.round(sum(end.slots.map((slot) => slot.decided)));
	const of = (value: number | null): Measured => {
		if (value === null || decided === 0) return { value: null, n: 0 };
		const { low, high } = rate(value * decided, decided);
		return { value, n: decided, low, high };
	};
	return { connection: of(end.connection), phone_slots: of(end.phone_slots) };
}
