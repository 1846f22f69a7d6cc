/** The evening as alerts mean it: the phone slots dusk, evening and night of today. */
import type { LiveSections } from '$lib/contract/live.ts';
import { PHONE_SLOTS } from '$lib/contract/slots.ts';
import { rate, type Rate } from '$lib/statistics/wilson.ts';

export const EVENING_SLOTS = PHONE_SLOTS.filter(({ id }) =>
	(['dusk', 'evening', 'night'] as string[]).includes(id)
);

type Phone = LiveSections['slots']['phone'];

/** Connection rate over the evening's slots together, from their counts. */
export function eveningRate(slots: Phone): Rate {
	const rates = EVENING_SLOTS.map(({ id }) => slots[id].connection_rate);
	const sum = (key: 'numerator' | 'denominator') =>
		rates.reduce((total, one) => total + one[key], 0);
	return rate(sum('numerator'), sum('denominator'));
}
