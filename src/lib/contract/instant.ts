/**
 * Instants are whole epoch milliseconds; clock times, days and slots are Asia/Shanghai.
 *
 * No instant before 1992 enters (definitions, section 1), and China has kept +08:00 without summer
 * time since then, so Beijing clock arithmetic is exact with a fixed offset on any machine.
 */
export const BEIJING_OFFSET_MS = 8 * 3_600_000;
export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;

/** 1992-01-01T00:00:00+08:00: anything earlier is a mistaken unit, not history. */
export const EARLIEST_INSTANT = Date.UTC(1992, 0, 1) - BEIJING_OFFSET_MS;

const ISO_WITH_OFFSET =
	/^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?:([Zz])|([+-])(\d{2}):?(\d{2})?)$/;

/**
 * Reads ISO 8601 with an offset into epoch milliseconds; finer fractions are cut, not rounded.
 * Returns null for anything else: no offset, no such day (February 30th), hour 24.
 */
export function parseIsoInstant(text: string): number | null {
	const match = ISO_WITH_OFFSET.exec(text);
	if (!match) return null;
	const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((group) =>
		Number(match[group] ?? 0)
	) as [number, number, number, number, number, number];
	if (hour > 23 || minute > 59 || second > 59) return null;
	const millisecond = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
	const local = new Date(0);
	local.setUTCFullYear(year, month - 1, day);
	local.setUTCHours(hour, minute, second, millisecond);
	if (local.getUTCMonth() !== month - 1 || local.getUTCDate() !== day) return null;
	const offsetHours = Number(match[10] ?? 0);
	const offsetMinutes = Number(match[11] ?? 0);
	if (offsetHours > 23 || offsetMinutes > 59) return null;
	const offset = (offsetHours * 60 + offsetMinutes) * MINUTE_MS;
	return local.getTime() - (match[9] === '-' ? -offset : offset);
}

/** Reads a query's time: ISO 8601 with an offset, or digits as epoch milliseconds. Null if neither. */
export function parseQueryInstant(text: string): number | null {
	// A '+' of an offset that nobody encoded arrives as a space.
	const iso = text.replace(/ (\d{2}:?\d{2})$/, '+$1');
	return /^-?\d{1,16}(\.\d+)?$/.test(text) ? Math.trunc(Number(text)) : parseIsoInstant(iso);
}

/** Writes an instant as Beijing wall time with its offset, `2026-11-23T19:42:07.000+08:00`. */
export function formatInstant(instant: number): string {
	return new Date(instant + BEIJING_OFFSET_MS).toISOString().replace('Z', '+08:00');
}

/** Milliseconds since Beijing midnight. */
export function beijingTimeOfDay(instant: number): number {
	return (((instant + BEIJING_OFFSET_MS) % DAY_MS) + DAY_MS) % DAY_MS;
}

/** The Beijing midnight at or before an instant. */
export function beijingMidnight(instant: number): number {
	return instant - beijingTimeOfDay(instant);
}

/** The start of the Beijing-clock step of `stepMs` (a divisor of a day) that holds the instant. */
export function stepStart(instant: number, stepMs: number): number {
	return Math.floor((instant + BEIJING_OFFSET_MS) / stepMs) * stepMs - BEIJING_OFFSET_MS;
}
