import { describe, expect, it } from 'vitest';
import { assess, type Measured } from '../assessment/assess.ts';
import { city, measureAll, readingOf } from '../assessment/fixtures.ts';
import { GRADED_CITIES } from '../reference/national-index-2023.ts';
import { prefecture, PREFECTURES } from '../reference/prefectures.ts';
import { rate } from '../statistics/wilson.ts';
import { groupsOf } from './groups.ts';
import { peersOf } from './peers.ts';
import { printedFigure, SUBJECTS } from './subjects.ts';

const WUHAN = prefecture('420100')!;

function wuhan(over: Parameters<typeof city>[0] = {}) {
	const input = city({ tier: '新一线', ...over });
	return peersOf('420100', WUHAN, input, assess(input));
}
const row = (peers: ReturnType<typeof wuhan>, id: string) =>
	peers.rows.find((one) => one.id === id)!;

describe('printed figures', () => {
	it.each([
		['index', 'tier', 78.39, true],
		['index', 'region', 67.68, true],
		['index', 'province', 70.32, true],
		['index', 'class', 77.36, true],
		['channel', 'tier', 70.84, true],
		['experience', 'region', 73.26, true],
		['perception', 'nation', 59.16, true],
		['first_contact_resolution', 'tier', 0.7917, true],
		['complaint_rate', 'tier', 0.081, true],
		['calls_per_resident', 'tier', 0.5284, true],
		['overall_experience', 'tier', 99.33, true],
		['trust', 'tier', 99.33, true],
		['connection', 'nation', 0.8891, true],
		['non_phone_share', 'nation', 0.1103, true],
		['after_call_satisfaction', 'nation', 0.9763, false]
	])('of %s for the %s: %f', (id, kind, value, printed) => {
		const subject = SUBJECTS.find((one) => one.id === id)!;
		const group = groupsOf(WUHAN).find((one) => one.kind === kind)!;
		expect(printedFigure(subject, group)).toEqual({ value, printed });
	});

	it('of the nation’s index follow from the three that are printed', () => {
		const nation = printedFigure(SUBJECTS[0]!, groupsOf(WUHAN).at(-1)!)!;
		expect(nation.value).toBeCloseTo(65.47, 2);
		expect(nation.printed).toBe(false);
	});

	it('are none where the report prints none', () => {
		const [, region, province] = groupsOf(WUHAN);
		const fcr = SUBJECTS.find(({ id }) => id === 'first_contact_resolution')!;
		expect(printedFigure(fcr, region!)).toBeNull();
		expect(printedFigure(SUBJECTS[1]!, province!)).toBeNull();
		const beijing = groupsOf(prefecture('110000')!).find(({ kind }) => kind === 'province')!;
		expect(printedFigure(SUBJECTS[0]!, beijing)).toBeNull();
	});
});

describe('a city beside its peers', () => {
	it('compares every KPI that the report prints by tier', () => {
		const compared = wuhan().rows.filter(({ peers }) => peers[0]?.group.kind === 'tier');
		expect(compared.map(({ id }) => id)).toEqual([
			'index',
			'channel',
			'experience',
			'perception',
			'after_call_satisfaction',
			'callback_satisfaction',
			'first_contact_resolution',
			'complaint_rate',
			'calls_per_resident',
			'overall_experience',
			'process_rating',
			'status_rating',
			'trust'
		]);
	});

	it('says nothing of ours while nothing is known, but still shows the peers', () => {
		for (const { ours, peers } of wuhan().rows) {
			expect(ours).toBeNull();
			expect(peers.length).toBeGreaterThan(0);
			for (const peer of peers) expect([peer.comparison, peer.sentence]).toEqual([null, null]);
		}
	});

	it('carries the interval of a measured rate and of a survey of n', () => {
		const { value, low, high } = rate(803, 1000);
		const peers = wuhan({
			measured: { first_contact_resolution: { value, n: 1000, low, high } },
			readings: [readingOf('trust', 95, { n: 25 }), readingOf('status_rating', 95, { n: null })]
		});
		expect(row(peers, 'first_contact_resolution')).toMatchObject({
			ours: { value, low, high, n: 1000, source: 'measured' },
			peers: [{ sentence: { zh: '首次联络解决率 80.3%，高于新一线 79.2%，差异在误差之内' } }, {}]
		});
		const trust = row(peers, 'trust').ours!;
		expect([trust.low, trust.high]).toEqual([
			95 - 1.959963984540054 * 3,
			95 + 1.959963984540054 * 3
		]);
		expect(row(peers, 'status_rating').ours).toMatchObject({ low: null, high: null });
	});

	it('warns where the printed figures cannot mean the same', () => {
		const { caution } = row(wuhan(), 'complaint_rate');
		expect(caution?.zh).toMatch(/0\.25% 到 8\.10%，相差 32 倍/);
		expect(row(wuhan(), 'after_call_satisfaction').caution).toBeNull();
	});

	it('calls no difference better or worse where its caution says that definitions differ', () => {
		const figure = (numerator: number) => {
			const { value, low, high } = rate(numerator, 10_000);
			return { value, low, high, n: 10_000 };
		};
		const { rows } = wuhan({
			measured: {
				complaint_rate: figure(310),
				first_contact_resolution: figure(9000),
				connection: figure(9900),
				after_call_satisfaction: figure(9000)
			}
		});
		for (const { ours, caution, peers } of rows)
			for (const { comparison, sentence } of ours ? peers : []) {
				if (comparison!.error !== 'beyond') continue;
				expect(comparison!.judgement === null).toBe(caution !== null);
				expect(/更好|更差/.test(sentence!.zh)).toBe(caution === null);
			}
		expect(row({ rows } as ReturnType<typeof wuhan>, 'complaint_rate').peers[0]!.sentence).toEqual({
			zh: '工单投诉率 3.1%，低于新一线 8.1%（越低越好），差异超出误差，统计口径不尽相同，不论高下',
			en: 'Complaint rate 3.1%, below new first-tier cities at 8.1% (lower is better); the difference is beyond error; definitions may differ, so neither is called better'
		});
	});

	it('with every item at its national mean stands level with the nation', () => {
		const measured = Object.entries(measureAll((item) => item.mean)).map(([id, { value, n }]) => [
			id,
			{ value, n, low: value! * 0.99, high: value! * 1.01 }
		]);
		const peers = wuhan({ measured: Object.fromEntries(measured) as Record<string, Measured> });
		for (const id of ['index', 'channel', 'experience', 'perception']) {
			const nation = row(peers, id).peers.at(-1)!;
			expect(nation.comparison?.error).toBe('within');
			expect(nation.sentence?.zh).toMatch(/(与全国 .* 持平|差异在误差之内)$/);
		}
	});
});

describe('the place among the cities', () => {
	const { place } = wuhan();
	it('holds all 334 by grade, and Wuhan among the 15 of A+', () => {
		expect(place.of).toBe(334);
		expect(place.grades[0]).toEqual({ grade: 'A+', cities: 15, from: 1, to: 15 });
		expect(place.grades.at(-1)).toMatchObject({ grade: 'E', to: 334 });
		expect(place.printed_grade).toBe('A+');
	});
	it('tells a grade that rests on nothing measured', () => {
		expect(place.coverage).toBe(0);
		const measured = measureAll(({ mean }) => mean);
		expect(wuhan({ measured }).place.coverage).toBe(1);
	});
	it('names the cities of tier and province, ours marked once in each', () => {
		expect(place.groups.map(({ group, cities }) => [group.id, cities])).toEqual([
			['新一线', 15],
			['湖北省', GRADED_CITIES.filter(({ province }) => province === '湖北省').length]
		]);
		for (const { grades } of place.groups)
			expect(grades.flatMap(({ cities }) => cities).filter(({ ours }) => ours)).toEqual([
				{ name: '武汉市', name_en: 'Wuhan', ours: true }
			]);
	});
	it('tells the places in the report’s own lists', () => {
		expect(place.rankings.map(({ place, of }) => [place, of])).toEqual(
			expect.arrayContaining([
				[1, 15],
				[4, 32]
			])
		);
	});
	it('is there for each of the 338, graded or not', () => {
		for (const one of PREFECTURES) {
			const input = city({ tier: one.tier });
			expect(peersOf(one.code, one, input, assess(input)).place.of).toBe(334);
		}
	});
});

it('sets the best and worst three beside our second-level scores', () => {
	const { profiles } = wuhan();
	expect(profiles.map(({ indicators }) => indicators.length)).toEqual([4, 3, 2]);
	expect(profiles[0]!.indicators[0]).toMatchObject({
		id: 'affinity',
		best: [90.05, 91.35, 91.35],
		worst: [68.05, 68.05, 56.49]
	});
});
