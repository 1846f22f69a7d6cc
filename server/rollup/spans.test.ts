import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beijingMidnight, DAY_MS, HOUR_MS } from '#contract/instant';
import { slotAt } from '#contract/slots';
import { dayOf, dayStart, partEnd, partStart } from './parts-of-day.ts';
import { planSpans, within, without, type Span } from './spans.ts';

const START = Date.parse('2026-03-01T00:00:00+08:00');
const instant = fc.oneof(
	fc.integer({ min: START, max: START + 20 * DAY_MS }),
	fc
		.tuple(fc.nat(19), fc.constantFrom(0, 9, 11, 13, 17, 19, 21), fc.constantFrom(-1, 0, 1))
		.map(([day, hour, off]) => START + day * DAY_MS + hour * HOUR_MS + off)
);
const span = fc
	.tuple(instant, instant)
	.map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 }));
const holds = (spans: readonly Span[], at: number) =>
	spans.some(({ from, to }) => at >= from && at < to);

describe('a part of the day', () => {
	it('lies within one slot of each medium', () => {
		fc.assert(
			fc.property(instant, (at) => {
				for (const medium of ['phone', 'online'] as const) {
					expect(slotAt(medium, partStart(at)).id).toBe(slotAt(medium, at).id);
					expect(slotAt(medium, partEnd(at) - 1).id).toBe(slotAt(medium, at).id);
				}
				expect(dayStart(dayOf(at))).toBe(beijingMidnight(at));
			})
		);
	});
});

describe('a plan', () => {
	const asked = fc.record({
		whole: span,
		cuts: fc.array(instant, { maxLength: 6 }),
		days: fc.uniqueArray(fc.integer({ min: dayOf(START) - 1, max: dayOf(START) + 21 }), {
			maxLength: 5
		}),
		at: instant
	});
	it('reads every instant of the whole once, and nothing else', () => {
		fc.assert(
			fc.property(asked, ({ whole, cuts, days, at }) => {
				const { cells, facts } = planSpans(whole, cuts, days);
				const times = Number(holds(cells, at)) + Number(holds(facts, at));
				expect(times).toBe(holds([whole], at) ? 1 : 0);
			})
		);
	});
	it('reads cells as a whole, none that is cut and none of an unusable day', () => {
		fc.assert(
			fc.property(asked, ({ whole, cuts, days, at }) => {
				const { cells } = planSpans(whole, cuts, days);
				if (!holds(cells, at)) return;
				const part = { from: partStart(at), to: partEnd(at) };
				expect(without(part, within(part, cells))).toEqual([]);
				expect(cuts.filter((cut) => cut > part.from && cut < part.to)).toEqual([]);
				expect(days).not.toContain(dayOf(at));
			})
		);
	});
});
