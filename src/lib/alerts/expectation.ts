/**
 * What is to be expected: the bad share of an hour on this kind of day, from the city's own last
 * weeks. The centre is a median of means: days are dealt into groups of enough facts and the middle
 * group's share counts, so that single bad days, found or not, do not move it.
 */
import { groupBy } from '../group-by.ts';
import type { DayKind } from '../contract/alerts.ts';
import { clampShare } from './cusum.ts';

/** Facts of one Beijing hour of one day. */
export interface HourCell {
	/** Beijing midnight of the day. */
	day: number;
	/** 0 to 23. */
	hour: number;
	n: number;
	bad: number;
}

export interface HourExpectation {
	/** 0 to 1; null while history is too thin. */
	p0: number | null;
	/** Mean facts of this hour on such a day. */
	facts: number;
	days: number;
	n: number;
}

/** Fewer days or facts than these say nothing yet. */
export const LEAST_DAYS = 5;
const LEAST_FACTS = 60;
const GROUP_FACTS = 120;
const MOST_GROUPS = 11;
/** Variance of a median of means over that of the mean (π/2), times what clustering adds. */
const ERROR_FACTOR = 4;

/** Kinds of day in the order in which they stand in for a kind that is too rare to know. */
export const STAND_INS: Record<DayKind, readonly DayKind[]> = {
	workday: ['workday', 'makeup'],
	makeup: ['makeup', 'workday'],
	weekend: ['weekend', 'holiday'],
	holiday: ['holiday', 'weekend']
};

interface Count {
	n: number;
	bad: number;
}

/** Median of the groups' shares; the days are dealt in turn, so that a bad week spreads. */
export function medianOfMeans(days: readonly Count[]): number | null {
	const total = days.reduce((sum, { n }) => sum + n, 0);
	if (total === 0) return null;
	const groups = Math.min(MOST_GROUPS, days.length, Math.max(1, Math.floor(total / GROUP_FACTS)));
	// An odd number has a middle.
	const count = groups % 2 === 0 ? groups - 1 : groups;
	const sums = Array.from({ length: count }, () => ({ n: 0, bad: 0 }));
	for (const [index, { n, bad }] of days.entries()) {
		const group = sums[index % count]!;
		group.n += n;
		group.bad += bad;
	}
	const shares = sums
		.filter(({ n }) => n > 0)
		.map(({ n, bad }) => bad / n)
		.sort((a, b) => a - b);
	return shares[shares.length >> 1]!;
}

function byDay(cells: readonly HourCell[]): Count[] {
	const days = new Map<number, Count>();
	for (const { day, n, bad } of cells) {
		const count = days.get(day) ?? { n: 0, bad: 0 };
		count.n += n;
		count.bad += bad;
		days.set(day, count);
	}
	return [...days].sort(([a], [b]) => a - b).map(([, count]) => count);
}

/** The first stand-in kinds that together have enough days. */
function cellsOfKind(cells: readonly HourCell[], kind: DayKind, kindOf: (day: number) => DayKind) {
	const kinds = new Set<DayKind>();
	let chosen: HourCell[] = [];
	for (const next of STAND_INS[kind]) {
		kinds.add(next);
		chosen = cells.filter(({ day }) => kinds.has(kindOf(day)));
		if (new Set(chosen.map(({ day }) => day)).size >= LEAST_DAYS) break;
	}
	return chosen;
}

/** An hour's own share as far as it surely differs from its slot's (James and Stein 1961, positive part). */
function lean(own: number | null, n: number, slot: number): number {
	if (own === null || own === slot) return slot;
	const variance = (ERROR_FACTOR * slot * (1 - slot)) / n;
	return slot + (own - slot) * Math.max(0, 1 - variance / (own - slot) ** 2);
}

/**
 * The 24 hours' expectations for a kind of day. `cells` are those of the weeks before, past incidents
 * left out; `slotOf` names the stretch of the day that an hour leans on.
 */
export function expectHours(
	cells: readonly HourCell[],
	kind: DayKind,
	kindOf: (day: number) => DayKind,
	slotOf: (hour: number) => string
): HourExpectation[] {
	const ofKind = cellsOfKind(cells, kind, kindOf);
	const dayCount = new Set(ofKind.map(({ day }) => day)).size;
	const slots = new Map<string, { share: number | null; days: number; n: number }>();
	const hours = groupBy(ofKind, ({ hour }) => hour);
	for (const [slot, inSlot] of groupBy(ofKind, ({ hour }) => slotOf(hour))) {
		const days = byDay(inSlot);
		slots.set(slot, { share: medianOfMeans(days), days: days.length, n: factsOf(days) });
	}
	return Array.from({ length: 24 }, (_, hour) => {
		const base = slots.get(slotOf(hour));
		const own = byDay(hours.get(hour) ?? []);
		const n = factsOf(own);
		const isThin = !base || base.share === null || base.days < LEAST_DAYS || base.n < LEAST_FACTS;
		const p0 =
			isThin || base.share === null ? null : clampShare(lean(medianOfMeans(own), n, base.share));
		return { p0, facts: dayCount === 0 ? 0 : n / dayCount, days: own.length, n };
	});
}

const factsOf = (counts: readonly Count[]) => counts.reduce((sum, { n }) => sum + n, 0);
