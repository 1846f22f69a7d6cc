import { describe, expect, test } from 'vitest';
import {
	GRADED_CITIES,
	GRADES,
	GRADE_SIZES,
	gradeOf,
	REGION_MEANS
} from './national-index-2023.ts';
import { CITY_CLASSES, placeName, prefecture, PREFECTURES, REGIONS, TIERS } from './prefectures.ts';

describe('prefectures', () => {
	test('are 338, each with a code of its own and labels of the lists', () => {
		expect(PREFECTURES).toHaveLength(338);
		expect(new Set(PREFECTURES.map(({ code }) => code)).size).toBe(338);
		for (const place of PREFECTURES) {
			expect(place.code).toMatch(/^\d{6}$/);
			expect(REGIONS).toContain(place.region);
			expect(CITY_CLASSES).toContain(place.class);
			expect([...TIERS, null]).toContain(place.tier);
		}
	});

	test('are found by code', () => {
		expect(prefecture('420100')).toMatchObject({ name: '武汉市', tier: '新一线', region: '华中' });
		expect(prefecture('constructor')).toBeUndefined();
	});

	test('bear a name of their own in English too', () => {
		expect(new Set(PREFECTURES.map(({ name_en }) => name_en)).size).toBe(338);
		for (const { name_en } of PREFECTURES)
			expect(name_en).toMatch(/^[A-Z][\p{L}' ]+(\([A-Z]\w+\))?$/u);
		expect(placeName('620900', 'en')).toBe('Jiuquan');
		expect(placeName('420100', 'zh')).toBe('武汉市');
		expect(placeName('000000', 'en')).toBe('000000');
	});
});

describe('the national index of 2023', () => {
	test('grades 334 of them, in the printed numbers', () => {
		const grades = PREFECTURES.map(gradeOf).filter((grade) => grade !== null);
		expect(grades).toHaveLength(334);
		for (const grade of GRADES) {
			expect(grades.filter((one) => one === grade)).toHaveLength(GRADE_SIZES[grade].cities);
			expect(GRADED_CITIES.filter((one) => one.grade === grade)).toHaveLength(
				GRADE_SIZES[grade].cities
			);
		}
	});

	test('leaves a place that it did not assess without a grade', () => {
		expect(gradeOf({ name: '三沙市', province: '海南省' })).toBeNull();
	});

	test('takes the map where the map and the chart of 华北 disagree', () => {
		expect(REGION_MEANS['华北'].index).toBe(64.57);
	});
});
