import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rate } from '../statistics/wilson.ts';
import { compareFigures, PRINTED_ROUNDING, shownNumber } from './compare.ts';
import { sayComparison } from './sentence.ts';
import type { OurFigure, PeerGroup } from './types.ts';

const NEW_FIRST: PeerGroup = {
	kind: 'tier',
	id: '新一线',
	name: { zh: '新一线', en: 'new first-tier cities' }
};
const FCR = {
	name: { zh: '首解率', en: 'First-contact resolution' },
	unit: 'ratio',
	better: 'higher'
} as const;
const COMPLAINTS = {
	name: { zh: '投诉率', en: 'Complaint rate' },
	unit: 'ratio',
	better: 'lower'
} as const;

const ofRate = (numerator: number, denominator: number): OurFigure => {
	const { value, low, high } = rate(numerator, denominator);
	return { value: value!, low, high, n: denominator };
};

function say(
	subject: {
		name: { zh: string; en: string };
		unit: 'ratio' | 'score';
		better: 'higher' | 'lower';
	},
	ours: OurFigure,
	printed: number
) {
	const comparison = compareFigures(ours, printed, subject);
	return sayComparison({ ...subject, ours, group: NEW_FIRST, printed, comparison });
}

describe('a sentence', () => {
	it.each([
		[FCR, ofRate(803, 1000), 0.7917, '首解率 80.3%，高于新一线 79.2%，差异在误差之内'],
		[
			FCR,
			ofRate(80_300, 100_000),
			0.7917,
			'首解率 80.3%，高于新一线 79.2%，差异超出误差，表现更好'
		],
		[FCR, ofRate(70, 100), 0.7917, '首解率 70.0%，低于新一线 79.2%，差异超出误差，表现更差'],
		[FCR, ofRate(19, 24), 0.7917, '首解率 79.2%，与新一线 79.2% 持平'],
		[
			FCR,
			ofRate(7_921_000, 10_000_000),
			0.7917,
			'首解率 79.21%，高于新一线 79.17%，差异超出误差，表现更好'
		],
		[
			FCR,
			ofRate(47_303, 48_533),
			0.9763,
			'首解率 97.47%，低于新一线 97.63%，差异超出误差，表现更差'
		],
		[
			COMPLAINTS,
			ofRate(310, 10_000),
			0.081,
			'投诉率 3.1%，低于新一线 8.1%（越低越好），差异超出误差，表现更好'
		],
		[
			COMPLAINTS,
			ofRate(1200, 10_000),
			0.081,
			'投诉率 12.0%，高于新一线 8.1%（越低越好），差异超出误差，表现更差'
		],
		[
			FCR,
			{ value: 0.7, low: null, high: null, n: null },
			0.7917,
			'首解率 70.0%，低于新一线 79.2%，没有样本量，无法判断误差'
		],
		[
			{ ...FCR, name: { zh: '来电比例', en: 'Calls per resident' } },
			{ value: 0.5, low: 0.5, high: 0.5, n: 900, exact: true as const },
			0.5284,
			'来电比例 50.0%，低于新一线 52.8%，按全量计算，没有抽样误差，表现更差'
		],
		[
			{ ...FCR, name: { zh: '来电比例', en: 'Calls per resident' } },
			{ value: 0.6, low: 0.6, high: 0.6, n: 900, exact: true as const, annualised_from_days: 90.7 },
			0.5284,
			'来电比例 60.0%，高于新一线 52.8%，按 90 天的来电折算，表现更好'
		]
	])('%o %o against %f', (subject, ours, printed, zh) => {
		expect(say(subject, ours, printed).zh).toBe(zh);
	});

	it('says the same in English', () => {
		expect(say(FCR, ofRate(803, 1000), 0.7917).en).toBe(
			'First-contact resolution 80.3%, above new first-tier cities at 79.2%; the difference is within error'
		);
		expect(say(COMPLAINTS, ofRate(310, 10_000), 0.081).en).toBe(
			'Complaint rate 3.1%, below new first-tier cities at 8.1% (lower is better); the difference is beyond error; we do better'
		);
	});

	const rates = fc
		.integer({ min: 1, max: 5_000_000 })
		.chain((n) => fc.tuple(fc.nat(n), fc.constant(n)));
	const printed = fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000);

	it('is true: its words agree with the numbers that it shows, with the interval and the direction', () => {
		fc.assert(
			fc.property(rates, printed, fc.constantFrom(FCR, COMPLAINTS), ([k, n], peer, subject) => {
				const ours = ofRate(k, n);
				const { zh, en } = say(subject, ours, peer);
				const [our, their] = [...zh.matchAll(/(\d+(?:\.\d+)?)%/g)].map(([, text]) => Number(text));
				expect([...en.matchAll(/(\d+(?:\.\d+)?)%/g)].map(([, text]) => Number(text))).toEqual([
					our,
					their
				]);
				expect(zh.includes('高于') && en.includes(', above ')).toBe(our! > their!);
				expect(zh.includes('低于') && en.includes(', below ')).toBe(our! < their!);
				expect(zh.includes('持平') && en.includes('level with')).toBe(our === their);
				const holds =
					ours.low! - PRINTED_ROUNDING.ratio <= peer && peer <= ours.high! + PRINTED_ROUNDING.ratio;
				if (zh.includes('误差之内')) expect(holds).toBe(true);
				if (zh.includes('超出误差')) expect(holds).toBe(false);
				const better = subject.better === 'higher' ? our! > their! : our! < their!;
				expect(zh.includes('更好')).toBe(!holds && our !== their && better);
				expect(zh.includes('更差')).toBe(!holds && our !== their && !better);
				expect(en.includes('we do better')).toBe(zh.includes('更好'));
				expect(en.includes('we do worse')).toBe(zh.includes('更差'));
				expect(en.includes('within error')).toBe(zh.includes('误差之内'));
				// What it shows is what is there, to the last shown place.
				expect(Math.abs(our! / 100 - ours.value)).toBeLessThanOrEqual(0.000_501);
				expect(Math.abs(their! / 100 - peer)).toBeLessThanOrEqual(0.000_501);
			}),
			{ numRuns: 1000 }
		);
	});
});

it('shows no negative zero', () => expect(shownNumber(-0.000_01, 'score', 1)).toBe('0.0'));
