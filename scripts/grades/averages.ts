/** The 45 means that the report prints of groups of graded cities, as mixtures of the ten grades. */
import {
	CITY_CLASS_INDEX,
	GRADED_CITIES,
	GRADES,
	gradeOf,
	PROVINCE_INDEX,
	REGION_MEANS,
	TIER_MEANS,
	type Grade
} from '#reference/national-index-2023';
import { PREFECTURES } from '#reference/prefectures';

export const FAMILIES = ['province', 'region', 'tier', 'class', 'nation'] as const;
export type Family = (typeof FAMILIES)[number];

/** A printed mean index and the group of cities it is of. */
export interface Average {
	family: Family;
	name: string;
	printed: number;
	cities: number;
	/** Share of the group's cities that hold each grade, best first; they add up to 1. */
	shares: number[];
}

/** The mean of all 334 cities; the means of the regions, by their cities, give the same. */
export const NATIONAL_INDEX = 65.47;

function averageOf(family: Family, name: string, printed: number, grades: Grade[]): Average {
	if (grades.length === 0) throw new Error(`${family} ${name}: no graded city is in it`);
	const shares = GRADES.map(
		(grade) => grades.filter((one) => one === grade).length / grades.length
	);
	return { family, name, printed, cities: grades.length, shares };
}

/** 27 provinces, 7 regions, 6 tiers, 4 city classes and the nation. */
export function readAverages(): Average[] {
	const places = PREFECTURES.map((place) => ({ ...place, grade: gradeOf(place) }));
	const family = (name: Family, means: [string, number][], label: 'tier' | 'class') =>
		means.map(([group, printed]) => {
			const members = places.filter((place) => place[label] === group);
			const grades = members.flatMap(({ grade }) => grade ?? []);
			return averageOf(name, group, printed, grades);
		});
	const place = (name: Family, means: [string, number][], label: 'province' | 'region') =>
		means.map(([group, printed]) => {
			const members = GRADED_CITIES.filter((city) => city[label] === group);
			return averageOf(
				name,
				group,
				printed,
				members.map(({ grade }) => grade)
			);
		});
	const indices = (rows: Record<string, { index: number }>): [string, number][] =>
		Object.entries(rows).map(([group, { index }]) => [group, index]);
	const all = GRADED_CITIES.map(({ grade }) => grade);
	return [
		...place('province', Object.entries(PROVINCE_INDEX), 'province'),
		...place('region', indices(REGION_MEANS), 'region'),
		...family('tier', indices(TIER_MEANS), 'tier'),
		...family('class', Object.entries(CITY_CLASS_INDEX), 'class'),
		averageOf('nation', '全国', NATIONAL_INDEX, all)
	];
}
