import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { GRADE_SIZES, GRADES } from '#reference/national-index-2023';
import { Draw } from '../simulate/random.ts';
import { readAverages } from './averages.ts';
import { derive } from './derive.ts';
import { CUTOFFS_FILE, cutoffsFile, OPTIONS } from './file.ts';
import { fitMeans, inOrder, solve } from './fit.ts';
import { placesBy, SHAPES } from './shapes.ts';
import { DOCS_FILE, fillTables } from './tables.ts';

const averages = readAverages();
const derived = derive(averages, OPTIONS);
const cities = GRADES.map((grade) => GRADE_SIZES[grade].cities);

describe('the 45 printed means', () => {
	test('are 27 provinces, 7 regions, 6 tiers, 4 classes and the nation', () => {
		const count = (family: string) => averages.filter((row) => row.family === family).length;
		expect(['province', 'region', 'tier', 'class', 'nation'].map(count)).toEqual([27, 7, 6, 4, 1]);
	});

	// 华北 at 64.57 as on the map: with 65.49 of the chart the nation would be 65.57.
	test('the regions weigh up to the nation', () => {
		const regions = averages.filter(({ family }) => family === 'region');
		const total = regions.reduce((sum, { cities, printed }) => sum + cities * printed, 0);
		expect(total / 334).toBeCloseTo(65.47, 2);
	});

	test('ten means of grades fit them with an RMSE of 0.52', () => {
		expect(derived.rmse).toBeCloseTo(0.52, 2);
	});

	test('A and B+, and C and D+, come out within error of each other', () => {
		for (const [one, other] of [
			[1, 2],
			[5, 6]
		] as const)
			expect(derived.means[other]!.high).toBeGreaterThan(derived.means[one]!.low);
		expect(derived.means[5]!.high).toBeLessThan(derived.means[4]!.low);
	});
});

describe('each draw', () => {
	test('keeps every cut-off between the means of its two grades', () => {
		for (const { cutoffs, means } of derived.kept)
			for (const [index, cutoff] of cutoffs.entries()) {
				expect(cutoff).toBeLessThanOrEqual(means[index]! + 1e-9);
				expect(cutoff).toBeGreaterThanOrEqual(means[index + 1]! - 1e-9);
			}
	});

	test('takes the shapes in turn, each with places between 0 and 1', () => {
		const places = placesBy(cities, inOrder(derived.fitted, cities));
		const draw = new Draw('places');
		for (const shape of SHAPES) {
			expect(derived.kept.filter((one) => one.shape === shape)).toHaveLength(40);
			for (const place of places(shape, draw)) {
				expect(place).toBeGreaterThanOrEqual(0);
				expect(place).toBeLessThanOrEqual(1);
			}
		}
	});
});

describe('the committed files are what the script writes (npm run grades)', () => {
	test('grade-cutoffs.json', async () => {
		expect(readFileSync(CUTOFFS_FILE, 'utf8')).toBe(await cutoffsFile(averages, derived));
	});
	test('docs/grades.md', () => {
		const text = readFileSync(DOCS_FILE, 'utf8');
		expect(fillTables(text, averages, derived)).toBe(text);
	});
});

describe('the arithmetic', () => {
	test('solve', () => {
		const solution = solve(
			[
				[0, 2],
				[3, 1]
			],
			[4, 5]
		);
		expect(solution).toEqual([1, 2]);
	});

	test('the fit finds the means that made the averages', () => {
		const means = [85, 80, 75, 70, 65, 60, 55, 50, 45, 40];
		const made = averages.map((row) => ({
			...row,
			printed: row.shares.reduce((sum, share, grade) => sum + share * means[grade]!, 0)
		}));
		for (const [index, mean] of fitMeans(made).entries())
			expect(mean).toBeCloseTo(means[index]!, 8);
	});

	test('inOrder pools what rises, by cities', () => {
		expect(inOrder([5, 3, 4, 1], [1, 1, 3, 1])).toEqual([5, 3.75, 3.75, 1]);
	});
});
