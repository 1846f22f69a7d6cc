import { describe, expect, test } from 'vitest';
import { curveOf } from './curve.ts';
import { NATIONAL_2023 } from './national-2023.ts';
import { scoreFigure, type Figure } from './score-figure.ts';
import type { Item } from './profile.ts';

const { prior } = NATIONAL_2023;
const base = { id: 'x', name: { zh: '', en: '' }, source: { zh: '', en: '' }, measurable: true };
const basis = { zh: '', en: '' };
const share: Item = { ...base, unit: 'ratio', floor: 0, mean: 0.5, target: 1, basis };
const seconds: Item = { ...base, unit: 's', floor: 100, mean: 50, target: 0, basis };
const survey: Item = { ...base, unit: 'score', floor: 0, mean: 50, target: 100, basis };
const count: Item = { ...base, unit: 'channels', floor: 0, mean: 3, target: 6, exact: true, basis };

describe('scoreFigure', () => {
	test.each<[string, Item, Figure, [point: number, low: number, high: number]]>([
		[
			'given limits go through the curve',
			share,
			{ value: 0.8, n: 9, low: 0.7, high: 0.85 },
			[80, 70, 85]
		],
		['on a falling curve they swap', seconds, { value: 30, n: 9, low: 20, high: 45 }, [70, 55, 80]],
		['a ratio of n has its Wilson limits', share, { value: 1, n: 5 }, [100, 56.55, 100]],
		['a score of n has 1.96 · 15 / √n', survey, { value: 60, n: 36 }, [60, 55.1, 64.9]],
		['a ratio without n has the stated error', share, { value: 0.6, n: null }, [60, 40.4, 79.6]],
		['so has a mean without limits', seconds, { value: 30, n: 1 }, [70, 50.4, 89.6]],
		['a full count has none', count, { value: 3, n: 3 }, [50, 50, 50]],
		['limits stay on the scale', survey, { value: 95, n: null }, [95, 75.4, 100]],
		[
			'limits that miss the value still hold it',
			share,
			{ value: 1, n: 9, low: 0.7, high: 0.99 },
			[100, 70, 100]
		]
	])('%s', (_, item, figure, [point, low, high]) => {
		const score = scoreFigure(item, curveOf(item, 50), figure, prior);
		expect(score.point).toBeCloseTo(point, 10);
		expect(score.low).toBeCloseTo(low, 1);
		expect(score.high).toBeCloseTo(high, 1);
	});
});
