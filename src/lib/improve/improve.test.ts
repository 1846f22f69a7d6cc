import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../assessment/assess.ts';
import { city, ITEMS, measureAll } from '../assessment/fixtures.ts';
import { PHONE_SLOT_IDS } from '../contract/slots.ts';
import { assessWith } from './change.ts';
import { monthEnd, type MonthSlot } from './hold.ts';
import { leversOf } from './levers.ts';
import { oneStepBetter, stepOf } from './steps.ts';
import { unknownItems } from './unknowns.ts';

const ALL = city({ tier: '新一线', measured: measureAll((item) => item.mean) });
const item = (id: string) => ITEMS.find((one) => one.id === id)!;

describe('a realistic step', () => {
	it.each([
		['connection', 0.88, 0.89],
		['connection', 0.995, 1],
		['connection', 1, 1],
		['complaint_rate', 0.0571, 0.0521],
		['complaint_rate', 0.003, 0],
		['welcome_seconds', 14, 13],
		['welcome_seconds', 8.4, 8],
		['welcome_seconds', 6, 6],
		['calls_per_resident', 0.7, 0.7]
	])('of %s from %f leads to %f', (id, from, to) =>
		expect(oneStepBetter(item(id), from)).toBeCloseTo(to, 12)
	);
	it('is towards the better side for every item', () => {
		for (const one of ITEMS) {
			expect(stepOf(one)).toBeGreaterThan(0);
			const next = oneStepBetter(one, one.mean);
			expect(Math.sign(next - one.mean)).toBe(Math.sign(one.target - one.floor));
		}
	});
});

describe('levers', () => {
	it('are all known items, the largest gain first, and each gain is what assess says', () => {
		const base = assess(ALL);
		const levers = leversOf(ALL);
		expect(levers).toHaveLength(36);
		const gains = levers.map(({ gain }) => gain);
		expect(gains).toEqual([...gains].sort((a, b) => b - a));
		for (const { item, next, gain, room } of levers) {
			expect(gain).toBe(assessWith(ALL, { [item.id]: next }).index.point - base.index.point);
			expect(gain).toBeGreaterThan(0);
			expect(room).toBeGreaterThanOrEqual(gain - 1e-9);
		}
	});
	it('gain what the slope of the curve and the weight give', () => {
		// 接通率 from the mean: (100 − 65.47) / (1 − 0.8891) points of score a unit, a quarter of 畅通性.
		const gain = leversOf(ALL).find(({ item }) => item.id === 'connection')!.gain;
		expect(gain).toBeCloseTo(((0.01 * (100 - 65.47)) / (1 - 0.8891) / 4) * 0.4 * 0.3, 9);
	});
	it('leave out what is unknown, and count the calls that a step asks for', () => {
		const input = city({
			measured: { connection: { value: 0.8, n: 12_000, low: 0.79, high: 0.81 } }
		});
		const levers = leversOf(input);
		expect(levers.map(({ item }) => item.id)).toEqual(['connection']);
		expect(levers[0]!.facts).toBeCloseTo(120, 6);
	});
});

describe('unknown items', () => {
	it('narrow the bounds by a hundred times their weight, and leave the point where it was', () => {
		const input = city({ tier: '三线', measured: { connection: { value: 0.8, n: 900 } } });
		const unknown = unknownItems(input);
		expect(unknown).toHaveLength(35);
		for (const one of unknown) {
			expect(one.bounds_narrow_by).toBeCloseTo(100 * one.weight, 9);
			expect(one.index_at.floor).toBeLessThan(one.index_at.mean);
			expect(one.index_at.mean).toBeLessThan(one.index_at.target);
			expect(one.likely_width.measured).toBeLessThan(one.likely_width.today);
		}
		expect(unknown.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(0.97, 9);
	});
	it('are none when all is known', () => expect(unknownItems(ALL)).toEqual([]));
});

describe('the end of the month', () => {
	const slots: MonthSlot[] = PHONE_SLOT_IDS.map((slot) => ({
		slot,
		answered: 80,
		decided: 100,
		expected: 50
	}));
	it('counts what is there and what is to come', () => {
		const end = monthEnd(slots, { dusk: 0.9, evening: 0.9, night: 0.9 });
		expect(end.slots.find(({ slot }) => slot === 'dusk')).toEqual({
			slot: 'dusk',
			answered: 125,
			decided: 150,
			rate: 125 / 150
		});
		expect(end.evening).toBeCloseTo(375 / 450, 12);
		expect(end.connection).toBeCloseTo((3 * 125 + 4 * 120) / 1050, 12);
		expect(end.phone_slots).toBeCloseTo((3 * (125 / 150) + 3 * 0.8) / 6, 12);
		expect(end.evening_expected).toBe(150);
	});
	it('stays as it is where nothing is to come, whatever is held', () => {
		const done = slots.map((slot) => ({ ...slot, expected: 0 }));
		expect(monthEnd(done, { evening: 1 }).connection).toBeCloseTo(0.8, 12);
	});
	it('has no rate where no call is nor will be', () => {
		const none = slots.map((slot) => ({ ...slot, answered: 0, decided: 0, expected: 0 }));
		expect(monthEnd(none, {})).toMatchObject({
			connection: null,
			phone_slots: null,
			evening: null
		});
	});
	it('rises with the rate that is held, and lies between worst and best', () => {
		const unit = fc.double({ min: 0, max: 1, noNaN: true });
		fc.assert(
			fc.property(unit, unit, (a, b) => {
				const at = (r: number) => monthEnd(slots, { evening: r }).connection!;
				const [low, high] = [Math.min(a, b), Math.max(a, b)];
				expect(at(low)).toBeLessThanOrEqual(at(high) + 1e-12);
				expect(at(0) - 1e-12).toBeLessThanOrEqual(at(low));
				expect(at(high)).toBeLessThanOrEqual(at(1) + 1e-12);
			})
		);
	});
});
