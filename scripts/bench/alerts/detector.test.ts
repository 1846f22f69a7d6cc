/** The numbers that the evening rule is promised with, in small: fixed seeds, the long form is the bench. */
import { describe, expect, it, vi } from 'vitest';
import { meanRunLength } from '../../../src/lib/alerts/run-length.ts';
import { Draw } from '../../simulate/random.ts';
import { HOUR_MS } from '#contract/instant';
import { delay, falseAlerts, learn } from './play.ts';
import { independent, queue, type Evening } from './worlds.ts';

const AT = 2 * HOUR_MS;
const falling =
	<T>(before: T, after: T) =>
	(at: number) =>
		at < AT ? before : after;

function median(values: number[]): number {
	return values.sort((a, b) => a - b)[values.length >> 1]!;
}
function medianDelay(draw: Draw, steady: Evening, fallen: Evening, runs: number): number {
	const delays = Array.from({ length: 12 }, () => learn(draw, steady)).flatMap((tuning) =>
		Array.from({ length: runs / 12 }, () => delay(draw, fallen, tuning, AT))
	);
	return median(delays.filter((calls) => calls !== null));
}
/** False alerts in 30 evenings, over several histories that the product learned from. */
function falseIn30(draw: Draw, steady: Evening, histories: number, evenings: number): number {
	let count = 0;
	for (let i = 0; i < histories; i++)
		count += falseAlerts(draw, steady, learn(draw, steady), evenings);
	return (30 * count) / (histories * evenings);
}

/** Many evenings each, on a machine that others may use too. */
vi.setConfig({ testTimeout: 60_000 });

describe('the evening rule, 60 independent calls an hour', () => {
	const steady = independent(60, () => 0.05);
	it('cries wolf less than once in 30 evenings at a steady 95 %', () => {
		expect(falseIn30(new Draw('steady'), steady, 8, 1000)).toBeLessThan(1);
	});
	it('hears a fall to 80 % within 40 calls and to 60 % within 15', () => {
		const draw = new Draw('falls');
		const to = (loss: number) => independent(60, falling(0.05, loss));
		expect(medianDelay(draw, steady, to(0.2), 2400)).toBeLessThanOrEqual(40);
		expect(medianDelay(draw, steady, to(0.4), 1200)).toBeLessThanOrEqual(15);
	});
});

describe('the evening rule on a queue whose losses cluster', () => {
	const steady = queue(62, () => 5);
	it('measures that they cluster', () => {
		const { dispersion } = learn(new Draw('cluster'), steady);
		expect(dispersion).toBeGreaterThan(1.5);
		expect(dispersion).toBeLessThan(4);
	});
	it('cries wolf less than once in 30 evenings', () => {
		expect(falseIn30(new Draw('queue'), steady, 8, 500)).toBeLessThan(1);
	});
	it('hears within 80 calls that agents are lost', () => {
		const short = queue(62, falling(5, 3));
		expect(medianDelay(new Draw('short'), steady, short, 600)).toBeLessThanOrEqual(80);
	});
});

/** As many evenings as a workday needs to be known at all, and two weeks of them. */
describe.each([5, 10])('a city that is %d evenings old', (age) => {
	const playOf = (steady: Evening, fallen: Evening) => {
		const draw = new Draw('young', age);
		const tunings = Array.from({ length: 16 }, () => learn(draw, steady, age));
		const alerts = tunings.map((tuning) => falseAlerts(draw, steady, tuning, 120));
		const calls = tunings.flatMap((tuning) =>
			Array.from({ length: 20 }, () => delay(draw, fallen, tuning, AT))
		);
		return {
			falseIn30: alerts.reduce((sum, count) => sum + count, 0) / (4 * 16),
			calls: median(calls.filter((one) => one !== null))
		};
	};
	it('neither cries wolf nor is deaf, with independent calls', () => {
		const { falseIn30, calls } = playOf(
			independent(60, () => 0.05),
			independent(60, falling(0.05, 0.4))
		);
		expect(falseIn30).toBeLessThan(1);
		expect(calls).toBeLessThan(30);
	});
	it('nor with a queue whose losses cluster', () => {
		const { falseIn30, calls } = playOf(
			queue(62, () => 5),
			queue(62, falling(5, 2))
		);
		expect(falseIn30).toBeLessThan(2);
		expect(calls).toBeLessThan(80);
	});
});

it('five calls an evening raise less than one false alert a year', () => {
	const steady = independent(5 / 7, () => 0.05);
	expect((falseIn30(new Draw('five'), steady, 4, 3_000) / 30) * 365).toBeLessThan(1);
});

it.each([
	[0.05, 0.2, 6],
	[0.1, 0.25, 5]
])('run lengths of the chain are those of a simulation (p0 %f, p1 %f, h %f)', (p0, p1, h) => {
	const draw = new Draw('runs', p0);
	const bad = Math.log(p1 / p0);
	const good = Math.log((1 - p1) / (1 - p0));
	let facts = 0;
	const runs = 300;
	for (let run = 0; run < runs; run++)
		for (let score = 0; score < h; facts++)
			score = Math.max(0, score + (draw.chance(p0) ? bad : good));
	expect(meanRunLength(p0, p1, h, p0) / (facts / runs)).toBeGreaterThan(0.85);
	expect(meanRunLength(p0, p1, h, p0) / (facts / runs)).toBeLessThan(1.15);
});
