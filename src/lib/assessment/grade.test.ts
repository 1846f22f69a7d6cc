import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GRADE_SIZES, GRADES, REGION_MEANS, TIER_MEANS } from '../reference/national-index-2023.ts';
import { assess } from './assess.ts';
import { city, measureAll } from './fixtures.ts';
import { GRADE_CUTOFFS, GRADE_DRAWS, GRADE_ROWS, RANKED_CITIES } from './grade-model.ts';
import { standingOf } from './grade.ts';

const at = (point: number, below = 0, above = below) =>
	standingOf({
		point,
		likely: { low: Math.max(0, point - below), high: Math.min(100, point + above) }
	});

const scores = fc.double({ min: 0, max: 100, noNaN: true });
const spreads = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 40, noNaN: true }));

/** 0 for A+ to 9 for E. */
const expected = ({ grade }: ReturnType<typeof at>) =>
	GRADES.reduce((sum, one, index) => sum + index * grade.probabilities[one], 0);

describe('whatever the index', () => {
	test('the probabilities of the ten grades add up to 1 and the value is the most likely', () => {
		fc.assert(
			fc.property(scores, spreads, spreads, (point, below, above) => {
				const { grade, rank } = at(point, below, above);
				const all = GRADES.map((one) => grade.probabilities[one]);
				expect(Object.keys(grade.probabilities)).toEqual([...GRADES]);
				expect(all.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
				expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
				expect(grade.probabilities[grade.value]).toBe(Math.max(...all));
				expect([1, rank.low, rank.high, 334]).toEqual(
					[1, rank.low, rank.high, 334].sort((a, b) => a - b)
				);
			})
		);
	});

	test('a higher point never lowers the expected grade or the rank', () => {
		fc.assert(
			fc.property(scores, scores, spreads, spreads, (one, other, below, above) => {
				const [worse, better] = [one, other]
					.sort((a, b) => a - b)
					.map((point) => at(point, below, above));
				expect(expected(better!)).toBeLessThanOrEqual(expected(worse!) + 1e-9);
				expect(better!.rank.low).toBeLessThanOrEqual(worse!.rank.low);
				expect(better!.rank.high).toBeLessThanOrEqual(worse!.rank.high);
			})
		);
	});

	test('a wider likely range never narrows the rank', () => {
		fc.assert(
			fc.property(scores, spreads, fc.double({ min: 1, max: 3, noNaN: true }), (point, wide, k) => {
				const [narrow, wider] = [at(point, wide), at(point, wide * k)].map(({ rank }) => rank);
				expect(wider!.low).toBeLessThanOrEqual(narrow!.low);
				expect(wider!.high).toBeGreaterThanOrEqual(narrow!.high);
			})
		);
	});
});

describe('a certain index', () => {
	const edges = [100, ...GRADE_CUTOFFS.map(({ mid }) => mid), 0];
	// A and B+, C and D+ have means within error of each other: their bins are narrower than their limits.
	test.each(GRADES.map((grade, index) => ({ grade, index })))(
		'in the middle of the bin of $grade has that grade',
		({ grade, index }) => {
			const middle = (edges[index]! + edges[index + 1]!) / 2;
			expect(at(middle).grade.value).toBe(grade);
		}
	);

	test.each(GRADE_ROWS.map(({ grade, mean }) => [grade, mean]))(
		'at the mean of %s has it or the grade that shares its mean',
		(grade, mean) => {
			const twins = { A: 'B+', 'B+': 'A', C: 'D+', 'D+': 'C' } as Record<string, string>;
			expect([grade, twins[grade]]).toContain(at(Number(mean)).grade.value);
		}
	);
});

describe('cities that the report prints', () => {
	test('a city at the national means is in the middle of the country', () => {
		const { grade, rank } = assess(city({ measured: measureAll(({ mean }) => mean) }));
		expect(grade.value).toBe('C+');
		expect(rank.low).toBeGreaterThan(150);
		expect(rank.high).toBeLessThan(220);
	});

	test.each([
		['一线', ['A+', 'A']],
		['新一线', ['A', 'B+']],
		['二线', ['B', 'C+']],
		['三线', ['C+']],
		['四线', ['C+', 'C']],
		['五线', ['C+', 'C']]
	] as const)('the mean of %s is %s', (tier, grades) => {
		expect(grades).toContain(at(TIER_MEANS[tier].index).grade.value);
	});

	test('a city of which nothing is known could have any grade', () => {
		const { grade, rank } = assess(city());
		expect(Math.min(...Object.values(grade.probabilities))).toBeGreaterThan(0);
		expect(rank.high - rank.low).toBeGreaterThan(200);
	});

	test('the regions rank as their means do', () => {
		const means = Object.values(REGION_MEANS).map(({ index }) => index);
		const ranks = means.sort((a, b) => b - a).map((mean) => at(mean).rank.high);
		expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
	});
});

describe('each joint draw', () => {
	test('has cut-offs in order that leave each grade its number of cities', () => {
		expect(RANKED_CITIES).toBe(334);
		for (const draw of GRADE_DRAWS) {
			expect(draw.cutoffs).toEqual([...draw.cutoffs].sort((a, b) => b - a));
			expect(draw.scores).toHaveLength(335);
			let better = 0;
			for (const [index, cutoff] of draw.cutoffs.entries()) {
				better += GRADE_SIZES[GRADES[index]!].cities;
				expect(draw.scores[better]).toBeCloseTo(cutoff, 10);
			}
		}
	});
});
