/** The Beijing clock and the slots of section 2. Since 1992 it is UTC+8 without summer time. */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const BEIJING = 8 * HOUR;

export const PHONE_SLOTS = [
	'morning',
	'noon',
	'afternoon',
	'dusk',
	'evening',
	'night',
	'off'
] as const;
export const ONLINE_SLOTS = ['morning', 'afternoon', 'evening', 'off'] as const;
export type PhoneSlot = (typeof PHONE_SLOTS)[number];
export type OnlineSlot = (typeof ONLINE_SLOTS)[number];

/** The start of the step in which the instant lies, counted from a Beijing midnight. */
export const stepStart = (at: number, step: number): number =>
	Math.floor((at + BEIJING) / step) * step - BEIJING;

/** The day of the month of an instant, 1 to 31. */
const dayOfMonth = (at: number): number => new Date(at + BEIJING).getUTCDate();

/**
 * Where the month of an instant ends: at the end of the first day from its own on that is day
 * `endsOn`, or for calendar months is followed by a first.
 */
export function monthEnd(at: number, endsOn: number | null): number {
	let midnight = stepStart(at, DAY) + DAY;
	const isEnd = () =>
		endsOn === null ? dayOfMonth(midnight) === 1 : dayOfMonth(midnight - 1) === endsOn;
	while (!isEnd()) midnight += DAY;
	return midnight;
}

const hourOf = (at: number): number => Math.floor((at - stepStart(at, DAY)) / HOUR);

export function phoneSlot(at: number): PhoneSlot {
	const hour = hourOf(at);
	if (hour < 9) return 'off';
	if (hour < 11) return 'morning';
	if (hour < 13) return 'noon';
	if (hour < 17) return 'afternoon';
	if (hour < 19) return 'dusk';
	if (hour < 21) return 'evening';
	return 'night';
}

export function onlineSlot(at: number): OnlineSlot {
	const hour = hourOf(at);
	if (hour >= 9 && hour < 11) return 'morning';
	if (hour >= 13 && hour < 17) return 'afternoon';
	if (hour >= 17 && hour < 21) return 'evening';
	return 'off';
}
