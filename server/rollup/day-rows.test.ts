import fc from 'fast-check';
import { expect, it } from 'vitest';
import { slotAt } from '#contract/slots';
import { HOUR_MS } from '#contract/instant';
import type { CachedCell, CachedColumns, DayCells } from './cell-cache.ts';
import { rowsIn } from './day-rows.ts';
import { dayStart, PART_HOURS, spanOfDay } from './parts-of-day.ts';
import { daysOf, planSpans, type Span } from './spans.ts';

const FIRST = 20_000;
const DAYS = 12;
const columns: CachedColumns = {
	cells: 'call_cells',
	isOwn: true,
	counters: ['n'],
	lists: ['pending'],
	longLists: ['waits']
};

/** A table with gaps: each part has its own power of two's share, so that sums tell which are in it. */
const table = fc
	.array(fc.subarray([...PART_HOURS], { minLength: 0 }), { minLength: DAYS, maxLength: DAYS })
	.map((days) =>
		days.flatMap((hours, i): DayCells[] => {
			const day = FIRST + i;
			const parts = hours.map((hour): CachedCell => ({
				t: dayStart(day) + hour * HOUR_MS,
				counters: [100 * i + hour + 1],
				lists: { pending: [100 * i + hour] },
				matureAt: 0
			}));
			return parts.length > 0 ? [{ day, parts }] : [];
		})
	);

const instant = fc
	.integer({
		min: dayStart(FIRST - 1) / HOUR_MS,
		max: dayStart(FIRST + DAYS + 1) / HOUR_MS
	})
	.map((hours) => hours * HOUR_MS);
const window = fc
	.tuple(instant, instant)
	.map(([a, b]): Span => ({ from: Math.min(a, b), to: Math.max(a, b) + HOUR_MS }));
const someDays = fc.subarray(Array.from({ length: DAYS }, (_, i) => FIRST + i));

it('gives each window, slot and divided day what its parts add up to, however days go together', () => {
	fc.assert(
		fc.property(
			table,
			fc.array(window, { minLength: 1, maxLength: 4 }),
			fc.array(window, { maxLength: 2 }),
			someDays,
			someDays,
			(days, windows, slots, divided, unusable) => {
				const whole = {
					from: Math.min(...windows.map(({ from }) => from)),
					to: Math.max(...windows.map(({ to }) => to))
				};
				const cuts = [...windows, ...slots].flatMap(({ from, to }) => [from, to]);
				const { cells } = planSpans(whole, cuts, unusable);
				const grain = { slots, divided: divided.map(spanOfDay), cuts };
				const without = new Set(unusable);
				const parts = rowsIn(days, cells, columns, without);
				const rows = rowsIn(days, cells, columns, without, grain);
				const slot = (t: number) =>
					slots.some(({ from, to }) => t >= from && t < to) ? slotAt('phone', t).id : '';
				const dividedAt = (t: number) =>
					daysOf([{ from: t, to: t + 1 }])
						.filter((day) => divided.includes(day))
						.join();
				const sums = (of: typeof rows) => {
					const found: Record<string, { n: number; pending: unknown[] }> = {};
					for (const { t, counters, lists } of of)
						for (const [w, { from, to }] of windows.entries()) {
							if (t < from || t >= to) continue;
							const sum = (found[`${w} ${slot(t)} ${dividedAt(t)}`] ??= { n: 0, pending: [] });
							sum.n += counters[0]!;
							sum.pending.push(...lists.pending!);
						}
					for (const { pending } of Object.values(found)) pending.sort();
					return found;
				};
				expect(sums(rows)).toEqual(sums(parts));
				// What is kept answers the same the next time.
				expect(rowsIn(days, cells, columns, without, grain)).toEqual(rows);
			}
		),
		{ numRuns: 500 }
	);
});

it('makes a year of whole days one row, and of thirty days with slots as many as a day has parts', () => {
	const year = Array.from({ length: 365 }, (_, i): DayCells => ({
		day: FIRST + i,
		parts: PART_HOURS.map((hour) => ({
			t: dayStart(FIRST + i) + hour * HOUR_MS,
			counters: [1],
			lists: { pending: [] },
			matureAt: 0
		}))
	}));
	const spans = [{ from: dayStart(FIRST), to: dayStart(FIRST + 365) }];
	const month = { from: dayStart(FIRST + 335), to: dayStart(FIRST + 365) };
	const cuts = [...spans, month].flatMap(({ from, to }) => [from, to]);
	const rows = rowsIn(year, spans, columns, new Set(), { slots: [month], divided: [], cuts });
	expect(rows.map(({ counters }) => counters[0])).toEqual([
		335 * PART_HOURS.length,
		...PART_HOURS.map(() => 30)
	]);
});
