/** Arbitrary instants before an anchor, the exact boundaries far more often than chance gives. */
import fc from 'fast-check';
import { DAY, HOUR, MINUTE, stepStart } from './clock.ts';

export const SPAN = 400 * DAY;
const BEIJING = 8 * HOUR;
const SLOT_HOURS = [0, 9, 11, 13, 17, 19, 21, 24];

/** One millisecond to either side of a boundary, or exactly on it. */
export const nudge = fc.constantFrom(0, 0, -1, 1);

/** A length of time: waits, talks, delays. */
export const gap: fc.Arbitrary<number> = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.constantFrom(0, 1, 14_999, 15_000, 15_000, 15_001, 60_000)
	},
	{ weight: 1, arbitrary: fc.constantFrom(HOUR - 1, HOUR, HOUR + 1, 7 * DAY) },
	{ weight: 3, arbitrary: fc.nat(MINUTE) },
	{ weight: 2, arbitrary: fc.nat(5 * HOUR) }
);

const slotEdge = (anchor: number, days: number): fc.Arbitrary<number> =>
	fc
		.tuple(fc.nat(days), fc.constantFrom(...SLOT_HOURS), nudge)
		.map(([ago, hour, off]) => stepStart(anchor, DAY) - ago * DAY + hour * HOUR + off);

/** The Beijing midnight that starts a month. */
function monthStart(anchor: number, ago: number): number {
	const local = new Date(anchor + BEIJING);
	return Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - ago, 1) - BEIJING;
}

const monthEdge = (anchor: number): fc.Arbitrary<number> =>
	fc.tuple(fc.nat(12), nudge).map(([ago, off]) => monthStart(anchor, ago) + off);

const landmark = (anchor: number): fc.Arbitrary<number> =>
	fc
		.tuple(fc.constantFrom(0, 0, 0, 15 * MINUTE, HOUR, DAY, 7 * DAY, 14 * DAY, 30 * DAY), nudge)
		.map(([ago, off]) => anchor - ago + off);

/** An instant within 400 days up to the anchor, most of them in the last two days. */
export const moment = (anchor: number): fc.Arbitrary<number> =>
	fc
		.oneof(
			{ weight: 4, arbitrary: fc.nat(2 * DAY).map((ago) => anchor - ago) },
			{ weight: 1, arbitrary: fc.nat(HOUR).map((ago) => anchor - ago) },
			{ weight: 4, arbitrary: slotEdge(anchor, 2) },
			{ weight: 2, arbitrary: landmark(anchor) },
			{ weight: 1, arbitrary: slotEdge(anchor, 399) },
			{ weight: 1, arbitrary: monthEdge(anchor) },
			{ weight: 2, arbitrary: fc.nat(SPAN).map((ago) => anchor - ago) }
		)
		.map((at) => Math.min(at, anchor));
