import { describe, expect, it } from 'vitest';
import { Draw } from '../../../scripts/simulate/random.ts';
import { DAY_MS } from '../contract/instant.ts';
import type { HourCell } from './expectation.ts';
import { dailyCounts, sinking, WHOLE_DAY } from './sink.ts';

const CALENDAR = {
	kindOf: () => 'workday' as const,
	slotOf: (hour: number) => (hour < 19 ? 'dusk' : hour < 21 ? 'evening' : 'night')
};
const DAYS = 120;

/** Evenings of 60 calls an hour; `lossOn` says what share of an hour's calls is lost. */
function cells(key: string, lossOn: (day: number, hour: number, draw: Draw) => number): HourCell[] {
	const draw = new Draw('sink', key);
	return Array.from({ length: DAYS * 7 }, (_, index) => {
		const [day, hour] = [Math.floor(index / 7), 17 + (index % 7)];
		const loss = lossOn(day, hour, draw);
		let bad = 0;
		for (let call = 0; call < 60; call++) if (draw.chance(loss)) bad++;
		return { day: day * DAY_MS, hour, n: 60, bad };
	});
}
const sunk = (of: readonly HourCell[]) =>
	[...dailyCounts(of, CALENDAR)].flatMap(([slot, days]) => {
		const sink = sinking(days);
		return sink ? [{ slot, day: sink.since / DAY_MS, ...sink }] : [];
	});

describe('days that stay as they are', () => {
	it('sink next to never', () => {
		const steady = Array.from({ length: 60 }, (_, key) => sunk(cells(`steady ${key}`, () => 0.05)));
		expect(steady.flat().length).toBeLessThan(6);
	});
	it('nor do days that differ a lot by themselves', () => {
		const steady = Array.from({ length: 60 }, (_, key) => {
			let [last, loss] = [-1, 0];
			return sunk(
				cells(`wild ${key}`, (day, _hour, draw) => {
					if (day !== last) [last, loss] = [day, Math.max(0.01, draw.normal(0.08, 0.03))];
					return loss;
				})
			);
		});
		expect(steady.flat().length).toBeLessThan(8);
	});
	it('nor does one wild day make them', () => {
		const wild = cells('one', (day) => (day === DAYS - 1 ? 0.6 : 0.05));
		expect(sunk(wild)).toEqual([]);
	});
});

describe('a slot', () => {
	it('that loses twice as much for two weeks sinks, mostly alone, since about then', () => {
		const runs = Array.from({ length: 11 }, (_, key) =>
			sunk(cells(`slot ${key}`, (day, hour) => (day >= DAYS - 14 && hour >= 21 ? 0.1 : 0.05)))
		);
		const nights = runs.flatMap((found) => found.filter(({ slot }) => slot === 'night'));
		expect(nights).toHaveLength(11);
		expect(runs.flat().filter(({ slot }) => slot === 'dusk').length).toBeLessThan(2);
		const { day, expected, n, bad, excessBad } = nights.sort((a, b) => a.day - b.day)[5]!;
		expect(day).toBeGreaterThan(DAYS - 22);
		expect(expected).toBeCloseTo(0.05, 1);
		expect(bad / n).toBeGreaterThan(0.08);
		expect(excessBad).toBeGreaterThan(50);
	});
	it('that sinks a little every day does not become its own yardstick', () => {
		const found = sunk(cells('slowly', (day) => 0.05 + 0.001 * Math.max(0, day - 60)));
		expect(found.map(({ slot }) => slot)).toContain('night');
	});
	it('of which little is known says nothing', () => {
		expect(sunk(cells('young', () => 0.5).filter(({ day }) => day < 20 * DAY_MS))).toEqual([]);
	});
});

describe('a day', () => {
	it('sinks by what is too little in each of its slots', () => {
		const little = (day: number) => (day >= DAYS - 10 ? 0.065 : 0.05);
		const runs = Array.from({ length: 20 }, (_, key) => sunk(cells(`day ${key}`, little)));
		const heard = (slot: string) =>
			runs.filter((found) => found.some((one) => one.slot === slot)).length;
		expect(heard(WHOLE_DAY)).toBeGreaterThan(Math.max(heard('dusk'), heard('night')));
		expect(heard(WHOLE_DAY)).toBeGreaterThan(10);
	});
	it('is not told of beside the only slot that is watched', () => {
		const dusk = cells('dusk', () => 0.05).filter(({ hour }) => hour < 19);
		expect([...dailyCounts(dusk, CALENDAR).keys()]).toEqual(['dusk']);
	});
});
