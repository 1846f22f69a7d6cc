/**
 * Time slots of the 2023 national index (report, method pages), Beijing clock, half-open hours.
 * `off` is what the index does not probe; it is shown apart.
 */
import { beijingMidnight, beijingTimeOfDay, HOUR_MS } from './instant.ts';

export interface Slot<Id extends string = string> {
	id: Id;
	zh: string;
	en: string;
	/** Half-open ranges of Beijing hours. */
	hours: readonly (readonly [from: number, to: number])[];
	/** Whether the national index probes it. */
	probed: boolean;
}

export const PHONE_SLOT_IDS = [
	'morning',
	'noon',
	'afternoon',
	'dusk',
	'evening',
	'night',
	'off'
] as const;
export type PhoneSlotId = (typeof PHONE_SLOT_IDS)[number];

export const ONLINE_SLOT_IDS = ['morning', 'afternoon', 'evening', 'off'] as const;
export type OnlineSlotId = (typeof ONLINE_SLOT_IDS)[number];

export type SlotMedium = 'phone' | 'online';

export const PHONE_SLOTS: readonly Slot<PhoneSlotId>[] = [
	{ id: 'morning', zh: '上午', en: 'Morning', hours: [[9, 11]], probed: true },
	{ id: 'noon', zh: '中午', en: 'Noon', hours: [[11, 13]], probed: true },
	{ id: 'afternoon', zh: '下午', en: 'Afternoon', hours: [[13, 17]], probed: true },
	{ id: 'dusk', zh: '傍晚', en: 'Dusk', hours: [[17, 19]], probed: true },
	{ id: 'evening', zh: '晚间', en: 'Evening', hours: [[19, 21]], probed: true },
	{ id: 'night', zh: '夜间', en: 'Night', hours: [[21, 24]], probed: true },
	{ id: 'off', zh: '其他时间', en: 'Off hours', hours: [[0, 9]], probed: false }
];

export const ONLINE_SLOTS: readonly Slot<OnlineSlotId>[] = [
	{ id: 'morning', zh: '上午', en: 'Morning', hours: [[9, 11]], probed: true },
	{ id: 'afternoon', zh: '下午', en: 'Afternoon', hours: [[13, 17]], probed: true },
	{ id: 'evening', zh: '晚间', en: 'Evening', hours: [[17, 21]], probed: true },
	{
		id: 'off',
		zh: '其他时间',
		en: 'Off hours',
		hours: [
			[0, 9],
			[11, 13],
			[21, 24]
		],
		probed: false
	}
];

const SLOTS = { phone: PHONE_SLOTS, online: ONLINE_SLOTS } as const;

/** Slots of a medium in the order of the day. */
export function slotsOf(medium: SlotMedium): readonly Slot[] {
	return SLOTS[medium];
}

/** The slot of an instant and the instants at which this stretch of it begins and ends. */
export function slotAt(
	medium: SlotMedium,
	instant: number
): { id: string; from: number; to: number } {
	const midnight = beijingMidnight(instant);
	const hour = beijingTimeOfDay(instant) / HOUR_MS;
	for (const slot of slotsOf(medium))
		for (const [from, to] of slot.hours)
			if (hour >= from && hour < to)
				return { id: slot.id, from: midnight + from * HOUR_MS, to: midnight + to * HOUR_MS };
	throw new Error(`no ${medium} slot covers hour ${hour}`);
}
