import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Draw } from '../../../scripts/simulate/random.ts';
import { DAY_MS } from '../contract/instant.ts';
import { dispersionOf } from './dispersion.ts';
import type { HourCell } from './expectation.ts';

const P0 = 0.1;
interface World {
	days: number;
	/** Facts an hour. */
	n?: number;
	/** Facts of a cluster go well or badly together. */
	cluster?: number;
	/** Standard deviation of a day's share. */
	shift?: number;
	/** Every so many days all but breaks down for three hours. */
	incidentEach?: number;
}

/** Seven hours an evening. */
function cellsOf({ days, n = 120, cluster = 1, shift = 0, incidentEach = 0 }: World): HourCell[] {
	const draw = new Draw('dispersion', days, n, cluster, shift, incidentEach);
	return Array.from({ length: days }, (_, day) => {
		const p = Math.min(0.9, Math.max(0.01, P0 + draw.normal(0, shift)));
		return Array.from({ length: 7 }, (_, index): HourCell => {
			const isDown = incidentEach > 0 && day % incidentEach === 0 && index > 3;
			let bad = 0;
			for (let i = 0; i < n; i += cluster) if (draw.chance(isDown ? 0.5 : p)) bad += cluster;
			return { day: day * DAY_MS, hour: 17 + index, n, bad: Math.min(n, bad) };
		});
	}).flat();
}
const of = (world: World) => dispersionOf(cellsOf(world), () => P0);

describe('eight weeks', () => {
	it('of independent facts show neither clusters nor days that differ', () => {
		const { clustering, dayDeviation } = of({ days: 56 });
		expect(clustering).toBeLessThan(1.3);
		expect(dayDeviation).toBeLessThan(0.012);
	});
	it.each([2, 3, 4])('of facts in clusters of %d show them, and no more', (cluster) => {
		const { clustering, dayDeviation } = of({ days: 56, cluster });
		expect(clustering).toBeGreaterThan(0.9 * cluster);
		expect(clustering).toBeLessThan(1 + 2 * (cluster - 1));
		expect(dayDeviation).toBeLessThan(0.016);
	});
	it.each([0.02, 0.04])('of days that differ by %f show that, and hardly as clusters', (shift) => {
		const { clustering, dayDeviation } = of({ days: 56, shift });
		expect(clustering).toBeLessThan(1.4);
		expect(dayDeviation / shift).toBeGreaterThan(0.7);
		expect(dayDeviation / shift).toBeLessThan(1.4);
	});
	it('with a breakdown every fourteenth evening are hardly thought to cluster', () => {
		const { clustering, dayDeviation } = of({ days: 56, incidentEach: 14 });
		expect(clustering).toBeLessThan(2);
		expect(dayDeviation).toBeLessThan(0.03);
	});
});

describe('a young city', () => {
	it.each([
		['one evening', { days: 1 }, 1.5, 2.6],
		['five evenings', { days: 5 }, 1.2, 2.6],
		['five evenings with a breakdown', { days: 5, incidentEach: 5 }, 1.2, 5],
		['five evenings in clusters of 3', { days: 5, cluster: 3 }, 2, 5],
		['five evenings of few facts', { days: 5, n: 6 }, 1, 1.8]
	])('is held to what is usual: %s', (_, world, least, most) => {
		const { clustering } = of(world);
		expect(clustering).toBeGreaterThanOrEqual(least);
		expect(clustering).toBeLessThan(most);
	});
	it('is granted days that differ, by a third of its bad share, until its days say otherwise', () => {
		const early = of({ days: 2 }).dayDeviation;
		expect(early).toBeGreaterThan(0.2 * P0);
		expect(early).toBeLessThan(0.35 * P0);
		expect(of({ days: 28 }).dayDeviation).toBeLessThan(early / 1.5);
	});
	it('without a fact has no days to differ', () => {
		expect(dispersionOf([], () => P0)).toEqual({ clustering: 1, dayDeviation: 0 });
	});
});

it('is finite and within its bounds for any history', () => {
	const cell = fc
		.record({ day: fc.nat(20), hour: fc.integer({ min: 17, max: 23 }), n: fc.nat(300) })
		.chain(({ day, hour, n }) =>
			fc.nat(n).map((bad): HourCell => ({ day: day * DAY_MS, hour, n, bad }))
		);
	const share = fc.double({ min: 0.004, max: 0.95, noNaN: true });
	fc.assert(
		fc.property(fc.array(cell, { maxLength: 60 }), share, (cells, p0) => {
			const { clustering, dayDeviation } = dispersionOf(cells, () => p0);
			expect(clustering).toBeGreaterThanOrEqual(1);
			expect(clustering).toBeLessThanOrEqual(8);
			expect(dayDeviation).toBeGreaterThanOrEqual(0);
			expect(dayDeviation).toBeLessThanOrEqual(Math.sqrt(p0 * (1 - p0)) + 1e-9);
		}),
		{
			examples: [
				[
					[
						{ day: 0, hour: 17, n: 1, bad: 0 },
						{ day: DAY_MS, hour: 17, n: 209, bad: 169 }
					],
					0.28
				]
			]
		}
	);
});
