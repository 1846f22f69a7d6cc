import { describe, expect, it } from 'vitest';
import {
	lastComplete,
	parsePeriod,
	periodHolding,
	periodsEarlier,
	REPORT_KINDS
} from './period.ts';

const at = (date: string) => Date.parse(`${date}T00:00+08:00`);

describe('a report’s period', () => {
	it.each([
		['month', '2026-10', 0, '2026-10-01', '2026-11-01'],
		['month', '2026-01', 20, '2025-12-21', '2026-01-21'],
		['month', '2026-10', 25, '2026-09-26', '2026-10-26'],
		['quarter', '2026-Q3', 0, '2026-07-01', '2026-10-01'],
		['quarter', '2026-Q1', 20, '2025-12-21', '2026-03-21'],
		['half', '2026-H1', 0, '2026-01-01', '2026-07-01'],
		['half', '2026-H2', 25, '2026-06-26', '2026-12-26'],
		['year', '2026', 0, '2026-01-01', '2027-01-01'],
		['year', '2026', 20, '2025-12-21', '2026-12-21']
	] as const)('%s %s of months ending on %i', (kind, id, endsOn, from, to) => {
		const period = parsePeriod(kind, id, endsOn)!;
		expect([period.from, period.to]).toEqual([at(from), at(to)]);
		for (const instant of [period.from, period.to - 1])
			expect(periodHolding(kind, instant, endsOn)).toEqual(period);
		expect(periodsEarlier(period, 1).to).toBe(period.from);
	});

	it.each([
		['month', '2026-13'],
		['month', '2026'],
		['quarter', '2026-Q5'],
		['half', '2026-H0'],
		['year', '26'],
		['year', '1992']
	] as const)('%s is not “%s”', (kind, id) => expect(parsePeriod(kind, id, 0)).toBeNull());

	it('follow one another without a gap, of every kind', () => {
		for (const kind of REPORT_KINDS)
			for (const endsOn of [0, 20, 25, 28]) {
				let period = periodHolding(kind, at('2026-11-24'), endsOn);
				for (let k = 0; k < 30; k++) {
					const before = periodsEarlier(period, 1);
					expect(before.to).toBe(period.from);
					expect(parsePeriod(kind, before.id, endsOn)).toEqual(before);
					period = before;
				}
			}
	});

	it('by default is the last one that is over', () => {
		expect(lastComplete('month', at('2026-11-24'), 0).id).toBe('2026-10');
		expect(lastComplete('month', at('2026-11-24'), 20).id).toBe('2026-11');
		expect(lastComplete('quarter', at('2026-11-24'), 0).id).toBe('2026-Q3');
		expect(lastComplete('year', at('2026-11-24'), 0).id).toBe('2025');
	});
});
