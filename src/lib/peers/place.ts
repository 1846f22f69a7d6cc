/** Where the city stands among the graded cities, with those of its tier and province by name. */
import type { IndexSummary } from '../assessment/types.ts';
import {
	GRADE_SIZES,
	GRADED_CITIES,
	GRADES,
	gradeOf,
	RANKINGS
} from '../reference/national-index-2023.ts';
import { PREFECTURES, type Prefecture } from '../reference/prefectures.ts';
import { groupsOf, type Place } from './groups.ts';
import type { GradedGroup, PeerGroup, PlaceAmongCities } from './types.ts';

const RANKING_NAMES = {
	新一线: { zh: '新一线城市', en: 'new first-tier cities' },
	'副省级、计划单列市及省会': {
		zh: '副省级、计划单列市及省会',
		en: 'sub-provincial cities, cities with separate plans and provincial capitals'
	}
} as const;

/** All ten grades, best first, and which places each holds. */
export function gradePlaces(): PlaceAmongCities['grades'] {
	let before = 0;
	return GRADES.map((grade) => {
		const { cities } = GRADE_SIZES[grade];
		const from = before + 1;
		before += cities;
		return { grade, cities, from, to: before };
	});
}

function gradedGroup(group: PeerGroup, members: readonly Prefecture[], self: string): GradedGroup {
	const graded = members
		.map((city) => ({ ...city, ours: city.code === self, grade: gradeOf(city) }))
		.filter(({ grade }) => grade !== null);
	return {
		group,
		cities: graded.length,
		grades: GRADES.map((grade) => ({
			grade,
			cities: graded
				.filter((city) => city.grade === grade)
				.map(({ name, name_en, ours }) => ({ name, name_en, ours }))
		})).filter(({ cities }) => cities.length > 0)
	};
}

/** `code` tells which of the named cities is ours, whatever the place's edited groups. */
export function placeAmong(code: string, place: Place, standing: IndexSummary): PlaceAmongCities {
	const own = PREFECTURES.find((city) => city.code === code);
	const groups = groupsOf(place).filter(({ kind }) => kind === 'tier' || kind === 'province');
	const bare = place.name.replace(/市$/, '');
	return {
		of: GRADED_CITIES.length,
		coverage: standing.index.coverage,
		printed_grade: own ? gradeOf(own) : null,
		grade: standing.grade,
		rank: standing.rank,
		grades: gradePlaces(),
		groups: groups.map((group) =>
			gradedGroup(
				group,
				PREFECTURES.filter(
					(city) => (group.kind === 'tier' ? city.tier : city.province) === group.id
				),
				code
			)
		),
		rankings: Object.entries(RANKINGS).flatMap(([id, cities]) => {
			const place = cities.indexOf(bare) + 1;
			const name = RANKING_NAMES[id as keyof typeof RANKING_NAMES];
			return place > 0 ? [{ name, place, of: cities.length }] : [];
		})
	};
}
