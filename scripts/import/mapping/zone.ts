/** From a clock's reading in a zone to the instant, with Luxon's zone data, a day at a time. */
import { IANAZone } from 'luxon';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const MOST_DAYS = 100_000;

/** The two ways in which a clock's reading may not name one instant. */
export type Doubt = 'ambiguous' | 'gap';

interface Reading {
	/** Of the zone from UTC, in ms. */
	offset: number;
	doubt: Doubt | null;
}

export interface ZoneOptions {
	/** Which of the two when clocks go back. */
	ambiguous: 'earlier' | 'later';
	/** Told each time: the reading came twice, or never. */
	onDoubt: (doubt: Doubt) => void;
}

/**
 * Makes the converter of a zone. A reading in a gap is taken as if clocks had not gone forward:
 * 02:30 becomes 03:30 of the new time.
 */
export function createZone(name: string, options: ZoneOptions): (local: number) => number {
	const zone = IANAZone.create(name);
	/** By local day: its offset in ms, or null on days around a change. */
	const days = new Map<number, number | null>();
	const quarters = new Map<number, Reading>();
	const offsetAt = (instant: number) => zone.offset(instant) * MINUTE_MS;

	const offsetOfDay = (day: number): number | null => {
		// Offsets reach from -12 to +14 h: these instants surround the local day everywhere.
		const before = offsetAt((day - 1) * DAY_MS);
		const after = offsetAt((day + 2) * DAY_MS);
		if (days.size >= MOST_DAYS) days.clear();
		const offset = before === after ? before : null;
		days.set(day, offset);
		return offset;
	};

	return (local) => {
		const day = Math.floor(local / DAY_MS);
		const known = days.get(day);
		const offset = known === undefined ? offsetOfDay(day) : known;
		if (offset !== null) return local - offset;
		const quarter = Math.floor(local / QUARTER_MS);
		const reading = quarters.get(quarter) ?? readQuarter(quarter);
		if (reading.doubt !== null) options.onDoubt(reading.doubt);
		return local - reading.offset;
	};

	/** Clocks change at whole quarters of an hour, so all readings within one are alike. */
	function readQuarter(quarter: number): Reading {
		const reading = readingAt(quarter * QUARTER_MS);
		if (quarters.size >= MOST_DAYS) quarters.clear();
		quarters.set(quarter, reading);
		return reading;
	}

	function readingAt(local: number): Reading {
		const before = offsetAt(local - DAY_MS);
		const after = offsetAt(local + DAY_MS);
		const beforeHolds = offsetAt(local - before) === before;
		const afterHolds = offsetAt(local - after) === after;
		if (beforeHolds && afterHolds && before !== after) {
			const earlier = options.ambiguous === 'earlier';
			const offset = earlier ? Math.max(before, after) : Math.min(before, after);
			return { offset, doubt: 'ambiguous' };
		}
		if (beforeHolds) return { offset: before, doubt: null };
		if (afterHolds) return { offset: after, doubt: null };
		return { offset: before, doubt: 'gap' };
	}
}
