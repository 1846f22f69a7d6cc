/** How the contacts of an official survey fall on the slots. */
import { slotsOf, type SlotMedium } from '../contract/slots.ts';

/** 10,020 contacts of 334 cities: 30 each (report, method pages). */
export const OFFICIAL_CONTACTS = 30;
export const DEFAULT_DRAWS = 4_000;
export const MOST_DRAWS = 20_000;
/** Of one slot. */
export const MOST_CONTACTS = 200;

/**
 * The report does not print how the 30 fall on six phone and three online slots: four a phone slot
 * and two an online slot make 30. An assumption, and a parameter.
 */
const ASSUMED: Record<SlotMedium, number> = { phone: 4, online: 2 };

export interface SlotContacts {
	medium: SlotMedium;
	slot: string;
	contacts: number;
}

const KEYS = (['phone', 'online'] as const).flatMap((medium) =>
	slotsOf(medium)
		.filter(({ probed }) => probed)
		.map(({ id }) => ({ medium, slot: id }))
);

export function assumedContacts(): SlotContacts[] {
	return KEYS.map((key) => ({ ...key, contacts: ASSUMED[key.medium] }));
}

/** `4,4,4,4,4,4,2,2,2`: phone slots, then online ones, in the order of the day. Null for anything else. */
export function parseContacts(text: string): SlotContacts[] | null {
	const parts = text.split(',');
	if (parts.length !== KEYS.length) return null;
	const contacts = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : NaN));
	if (!contacts.every((n) => n <= MOST_CONTACTS) || !contacts.some((n) => n > 0)) return null;
	return KEYS.map((key, index) => ({ ...key, contacts: contacts[index]! }));
}

export function formatContacts(contacts: readonly SlotContacts[]): string {
	return contacts.map((slot) => slot.contacts).join(',');
}
