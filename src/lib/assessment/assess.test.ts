import { describe, expect, test } from 'vitest';
import { TIER_MEANS } from '../reference/national-index-2023.ts';
import { TIERS } from '../reference/prefectures.ts';
import { assess } from './assess.ts';
import { city, measureAll, readingOf } from './fixtures.ts';
import { NATIONAL_2023 } from './national-2023.ts';
import { NATIONAL_2023_REPORTING } from './national-2023-reporting.ts';
import type { Profile } from './profile.ts';
import { summarise } from './summarise.ts';
import type { Assessment, ItemAssessment } from './types.ts';

function itemOf(assessment: Assessment, id: string): ItemAssessment {
	const items = assessment.indicators.flatMap((first) =>
		(first.children ?? []).flatMap((child) => child.items ?? [])
	);
	return items.find((item) => item.id === id)!;
}

describe('a city whose every item is at its national mean', () => {
	const assessment = assess(city({ measured: measureAll(({ mean }) => mean) }));

	test('scores the printed index and first-level means within 0.02', () => {
		const points = assessment.indicators.map(({ score }) => score.point);
		for (const [index, printed] of [57.67, 76.05, 59.16].entries())
			expect(Math.abs(points[index]! - printed)).toBeLessThan(0.02);
		expect(Math.abs(assessment.index.point - 65.47)).toBeLessThan(0.02);
	});

	test('scores the printed second-level means', () => {
		const scores = assessment.indicators.flatMap(({ children = [] }) =>
			children.map(({ id, score }) => [id, Number(score.point.toFixed(6))])
		);
		expect(Object.fromEntries(scores)).toEqual({
			affinity: 76.07,
			accessibility: 65.47,
			diversity: 39.57,
			integration: 41.75,
			interaction: 76.69,
			professionalism: 77.54,
			commitment: 73.43,
			evaluation: 57.74,
			branding: 61.27
		});
	});

	test('is wholly covered, and its bounds meet', () => {
		const { bounds, coverage, point } = assessment.index;
		expect(coverage).toBe(1);
		expect(bounds).toEqual({ low: point, high: point });
	});
});

describe('a city of which nothing is known', () => {
	test('is not at zero, but at the national means, with bounds 0 and 100', () => {
		const { index, tier } = assess(city());
		expect(index.point).toBeCloseTo(65.466, 3);
		expect(index.bounds.low).toBe(0);
		expect(index.bounds.high).toBeCloseTo(100, 10);
		expect(index.coverage).toBe(0);
		expect(tier).toBeNull();
	});

	// 10.6 is the spread of the index inside a tier, from the means of the printed grades.
	test('is likely within 1.96 times the spread of its tier', () => {
		const { point, likely } = assess(city({ tier: '四线' })).index;
		const spreads = [point - likely.low, likely.high - point].map((half) => half / 1.96);
		for (const spread of spreads) expect(Math.abs(spread - 10.6)).toBeLessThan(0.6);
	});

	test.each(TIERS)('of %s stands at what the weights give for its tier', (tier) => {
		const { index, indicators, tier: shown } = assess(city({ tier }));
		const { channel, experience, perception } = TIER_MEANS[tier];
		expect(index.point).toBeCloseTo(0.3 * channel + 0.4 * experience + 0.3 * perception, 1);
		expect(indicators[0]!.score.point).toBeCloseTo(channel, 1);
		expect(shown).toEqual({
			name: tier,
			index: TIER_MEANS[tier].index,
			scores: { channel, experience, perception }
		});
	});

	test('shows an unknown item with its point and the bounds 0 and 100', () => {
		const { score, source, measure } = itemOf(assess(city({ tier: '一线' })), 'connection');
		expect(score.point).toBeCloseTo(65.47 + (77.18 - 57.67), 10);
		expect(score).toMatchObject({ low: 0, high: 100 });
		expect(source).toBe('unknown');
		expect(measure).toEqual({ value: null, n: null });
	});
});

describe('the source of an item', () => {
	const reading = readingOf('connection', 0.95, { method: 'declared' });

	test('is the measure, and the reading is shown beside it', () => {
		const measured = { connection: { value: 0.9, n: 1000, low: 0.88, high: 0.917 } };
		const item = itemOf(assess(city({ measured, readings: [reading] })), 'connection');
		expect(item).toMatchObject({
			source: 'measured',
			measure: { value: 0.9, n: 1000 },
			reading: { id: 'reading-connection', method: 'declared', value: 0.95, n: 30 }
		});
		expect(item.reading?.from).toBe('2023-05-01T00:00:00.000+08:00');
	});

	test.each([
		['absent', undefined],
		['without a value', { value: null, n: 0 }],
		['resting on nothing', { value: 0, n: 0 }]
	])('is the reading where the measure is %s', (_, measure) => {
		const measured = measure ? { connection: measure } : {};
		const item = itemOf(assess(city({ measured, readings: [reading] })), 'connection');
		expect(item).toMatchObject({ source: 'declared', measure: { value: 0.95, n: 30 } });
	});

	test('is not a reading of another time', () => {
		const old = readingOf('trust', 99, { from: 0, to: 1000 });
		const item = itemOf(assess(city({ readings: [old] })), 'trust');
		expect(item.source).toBe('unknown');
		expect(item.reading).toBeUndefined();
	});
});

describe('coverage and limits', () => {
	test('coverage is the weight of what is not unknown, at every level', () => {
		const measured = { connection: { value: 0.9, n: 10 }, trust: { value: null, n: 0 } };
		const { index, indicators } = assess(
			city({ measured, readings: [readingOf('awareness', 0.8)] })
		);
		const [channel, experience] = indicators;
		expect(channel!.children!.map(({ coverage }) => coverage)).toEqual([0, 0.25, 0.25, 0]);
		expect(channel!.coverage).toBeCloseTo(0.4 / 4 + 0.2 / 4, 12);
		expect(experience!.coverage).toBe(0);
		expect(index.coverage).toBeCloseTo(0.3 * 0.15, 12);
	});

	test('a wholly measured city keeps its sampling error in likely', () => {
		const measured = measureAll(({ mean }) => mean);
		measured['trust'] = { value: 70, n: 30, low: 60, high: 75 };
		const { point, likely } = assess(city({ measured })).index;
		const perPoint = 0.3 * 0.4 * (1 / 3) * (61.27 / 90.86);
		expect(point - likely.low).toBeCloseTo(10 * perPoint, 10);
		expect(likely.high - point).toBeCloseTo(5 * perPoint, 10);
	});

	// At the kink the curve steepens from 61.27 / 90.86 to 38.73 / 9.14: samples score too high on average.
	test('a bend of the curve inside the limits widens likely to the side of the truth', () => {
		const measured = measureAll(({ mean }) => mean);
		measured['trust'] = { value: 90.86, n: 30, low: 85.86, high: 95.86 };
		const { point, likely } = assess(city({ measured })).index;
		const [below, above] = [(5 * 61.27) / 90.86, (5 * 38.73) / 9.14];
		const bend = (above - below) / (Math.sqrt(2 * Math.PI) * 1.96);
		const weight = 0.3 * 0.4 * (1 / 3);
		expect(point - likely.low).toBeCloseTo(weight * (below + bend), 4);
		expect(likely.high - point).toBeCloseTo(weight * above, 10);
	});

	test('errors of measured items are independent: two add as squares', () => {
		const measured = measureAll(({ mean }) => mean);
		const below = (ids: string[]) => {
			const wide = { value: 60, n: 9, low: 50, high: 70 };
			const unsure = Object.fromEntries(ids.map((id) => [id, wide]));
			const { point, likely } = assess(city({ measured: { ...measured, ...unsure } })).index;
			return point - likely.low;
		};
		const one = below(['phone_script']);
		const other = below(['online_script']);
		expect(below(['phone_script', 'online_script'])).toBeCloseTo(Math.hypot(one, other), 10);
	});
});

test('summarise keeps the index, its grade and rank, the three first-level indicators and the tier', () => {
	const assessment = assess(city({ tier: '二线' }));
	const summary = summarise(assessment);
	expect(summary.index).toEqual(assessment.index);
	expect([summary.grade, summary.rank]).toEqual([assessment.grade, assessment.rank]);
	expect(summary.tier?.index).toBe(70.3);
	expect(summary.indicators.map(({ id, name, weight }) => [id, name, weight])).toEqual(
		NATIONAL_2023.indicators.map(({ id, name, weight }) => [id, name.zh, weight])
	);
	expect(summary.indicators.every((indicator) => !('children' in indicator))).toBe(true);
});

describe('what a profile may set', () => {
	const edited = (edit: (profile: Profile) => void) => {
		const profile = structuredClone(NATIONAL_2023);
		edit(profile);
		return profile;
	};
	test('missing items at 0: the point falls, what they could give stays in the bounds', () => {
		const measured = measureAll(({ mean, id }) => (id === 'trust' ? null : mean));
		const range = assess(city({ measured }));
		const zero = assess(city({ measured, profile: edited((one) => (one.missing = 'zero')) }));
		expect(range.index.point - zero.index.point).toBeCloseTo(0.3 * 0.4 * (61.27 / 3), 10);
		expect(zero.index.likely).toEqual({ low: zero.index.point, high: zero.index.point });
		expect(zero.index.bounds).toEqual(range.index.bounds);
		expect(zero.index.coverage).toBe(range.index.coverage);
		expect(itemOf(zero, 'trust')).toMatchObject({
			source: 'unknown',
			score: { point: 0, low: 0, high: 100 }
		});
	});

	test('weights of items, and curves of any points', () => {
		const profile = edited((one) => {
			const items = one.indicators[0]!.children[0]!.items;
			items.forEach((item, index) => (item.weight = [0.5, 0.3, 0.2][index]));
			items[0]!.curve = [
				[30, 10],
				[20, 40],
				[10, 90]
			];
		});
		const measured = measureAll(({ mean, id }) => (id === 'welcome_seconds' ? 15 : mean));
		const assessment = assess(city({ measured, profile }));
		expect(itemOf(assessment, 'welcome_seconds').score.point).toBeCloseTo(65, 10);
		const affinity = assessment.indicators[0]!.children![0]!;
		expect(affinity.items!.map(({ weight }) => weight)).toEqual([0.5, 0.3, 0.2]);
		expect(affinity.score.point).toBeCloseTo(0.5 * 65 + 0.5 * 76.07, 10);
		for (const [measure, score] of [
			[40, 10],
			[30, 10],
			[5, 90]
		] as const)
			expect(
				itemOf(
					assess(
						city({
							profile,
							measured: { welcome_seconds: { value: measure, n: 1, low: measure, high: measure } }
						})
					),
					'welcome_seconds'
				).score.point
			).toBe(score);
	});

	test('national-2023-reporting scores the printed item means at the national means', () => {
		const assessment = assess(
			city({ profile: NATIONAL_2023_REPORTING, measured: measureAll(({ mean }) => mean) })
		);
		for (const [id, score] of [
			['phone_slots', 55.2],
			['online_slots', 98.52],
			['phone_script', 77.19],
			['callback_commitment', 77.62],
			['trust', 90.86],
			['connection', 65.47]
		] as const)
			expect(itemOf(assessment, id).score.point).toBeCloseTo(score, 10);
		expect(assessment.profile).toEqual({ id: 'national-2023-reporting', version: 1 });
	});
});
