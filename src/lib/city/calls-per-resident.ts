/** 来电比例: calls of 365 days over residents (definitions, section 5). */
import { DAY_MS } from '../contract/instant.ts';
import type { Measured } from '../assessment/assess.ts';

export const YEAR_DAYS = 365;
/** With less history a year cannot be told. */
export const LEAST_DAYS = 28;

export interface CallYear {
	/** Calls that arrived in the 365 days before the end of the window. */
	calls: number;
	/** Arrival of the first call that is known at all, epoch ms; null without calls. */
	first_at: number | null;
	/** The end of the year, epoch ms. */
	to: number;
}

/** Unknown (no value) until the population is confirmed, and with less than 28 days of history. */
export function callsPerResident(
	{ calls, first_at, to }: CallYear,
	residents: number | null
): Measured {
	const days = first_at === null ? 0 : (to - first_at) / DAY_MS;
	if (residents === null || residents <= 0 || days < LEAST_DAYS)
		return { value: null, n: calls, low: null, high: null };
	if (days >= YEAR_DAYS) return { value: calls / residents, n: calls };
	return { value: (calls * YEAR_DAYS) / days / residents, n: calls, annualised_from_days: days };
}
