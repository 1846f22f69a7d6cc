/** Methods of a reading, the most trusted first (definitions, section 5). */
export const READING_METHODS = ['inspection', 'survey', 'declared'] as const;
export type ReadingMethod = (typeof READING_METHODS)[number];

/** A figure that people send for an item; instants are epoch milliseconds. */
export interface Reading {
	reading_id: string;
	/** Id of an item. */
	item: string;
	/** In the item's unit. */
	value: number;
	method: ReadingMethod;
	/** Its period, half-open. */
	from: number;
	to: number;
	/** Tests or answers it rests on. */
	n: number | null;
	note?: string | null;
}

/** Instants, half-open. */
export interface Window {
	from: number;
	to: number;
}

function overlaps(reading: Window, window: Window): boolean {
	return Math.max(reading.from, window.from) < Math.min(reading.to, window.to);
}

/** Negative where `a` stands before `b`: method, then the later `to`, then the greater id. */
function byPrecedence(a: Reading, b: Reading): number {
	const method = READING_METHODS.indexOf(a.method) - READING_METHODS.indexOf(b.method);
	if (method !== 0) return method;
	if (a.to !== b.to) return b.to - a.to;
	return a.reading_id > b.reading_id ? -1 : 1;
}

/** The reading that stands for an item in a window; null when none overlaps it. */
export function chooseReading(
	readings: readonly Reading[],
	item: string,
	window: Window
): Reading | null {
	const [first = null] = readings
		.filter((reading) => reading.item === item && overlaps(reading, window))
		.sort(byPrecedence);
	return first;
}
