import { describe, expect, it } from 'vitest';
import { liveErrors } from '../../../scripts/bench/alerts/live.ts';
import { Draw } from '../../../scripts/simulate/random.ts';
import { meanCoverage, provisionalRate } from './live-rate.ts';
import { rate } from './wilson.ts';

const WINDOW = { from: 0, to: 900 };
const delays = (answered: number, lost: number) => ({
	answered: Array.from({ length: 40 }, () => answered),
	lost: Array.from({ length: 10 }, () => lost)
});

describe('the share of a window that is known', () => {
	it.each([
		['everything where nothing is late', [0], 900, 1],
		['all but the last part, by the delay', [90], 900, 0.9],
		['the mean over delays', [0, 450], 900, 0.75],
		['everything once the delay is over', [90], 990, 1],
		['of so much of the window as is past', [90], 450, 0.8],
		['never next to nothing', [9_000], 900, 0.1]
	])('is %s', (_, of, now, expected) =>
		expect(meanCoverage(of, WINDOW, now)).toBeCloseTo(expected, 9)
	);
});

describe('the provisional rate', () => {
	it('is the plain rate where everything is known, and where no delays are', () => {
		const seen = rate(36, 45);
		for (const [of, now] of [
			[delays(180, 0), 1_080],
			[{ answered: [], lost: [] }, 900]
		] as const)
			expect(provisionalRate(seen, of, WINDOW, now)).toMatchObject({ ...seen, provisional: true });
	});
	it('gives the calls back that are not reported yet', () => {
		const one = provisionalRate(rate(16, 21), delays(180, 0), WINDOW, 900);
		expect(one.value).toBeCloseTo(20 / 25, 9);
		expect(one.coverage.answered).toBeCloseTo(0.8, 9);
		expect(one).toMatchObject({ delays: 50, provisional: true });
	});
	it('has no value of no calls', () =>
		expect(provisionalRate(rate(0, 0), delays(180, 0), WINDOW, 900)).toMatchObject({
			value: null,
			low: null
		}));
});

it.each(['hang-up', 'live'] as const)(
	'lies within half a point of a true 80 %% on average, of a %s source, where the plain one does not',
	(reporting) => {
		const { plain, corrected } = liveErrors(new Draw('live', reporting), 600, reporting, 400);
		expect(Math.abs(corrected)).toBeLessThan(0.5);
		expect(Math.abs(plain)).toBeGreaterThan(0.8);
	}
);
