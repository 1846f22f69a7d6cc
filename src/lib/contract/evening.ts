/** The evening as alerts, levers and the province mean it: the phone slots dusk, evening and night. */
import { rate, type Rate } from '../statistics/wilson.ts';
import type { LiveSections } from './live.ts';
import { PHONE_SLOTS, type PhoneSlotId } from './slots.ts';

export const EVENING_SLOT_IDS: readonly PhoneSlotId[] = ['dusk', 'evening', 'night'];

export const EVENING_SLOTS = PHONE_SLOTS.filter(({ id }) => EVENING_SLOT_IDS.includes(id));

/** Connection rate over the evening's slots together, from their counts. */
export function eveningRate(slots: LiveSections['slots']['phone']): Rate {
	const rates = EVENING_SLOTS.map(({ id }) => slots[id].connection_rate);
	const sum = (key: 'numerator' | 'denominator') =>
		rates.reduce((total, one) => total + one[key], 0);
	return rate(sum('numerator'), sum('denominator'));
}
