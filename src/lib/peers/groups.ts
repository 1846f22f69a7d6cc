/** The groups of cities that a city is compared with. */
import type { CityClass, Region, Tier } from '../reference/prefectures.ts';
import { CITY_CLASS_EN, PROVINCE_EN, REGION_EN, TIER_EN } from '../reference/names.ts';
import type { PeerGroup } from './types.ts';

/** What decides a city's groups; a city may have edited them. */
export interface Place {
	name: string;
	province: string;
	region: Region;
	class: CityClass;
	tier: Tier | null;
}

export const NATION: PeerGroup = {
	kind: 'nation',
	id: '全国',
	name: { zh: '全国', en: 'the nation' }
};

/** Tier, region, province, class, nation; a city without a tier has no tier. */
export function groupsOf(place: Place): PeerGroup[] {
	const { tier, region, province } = place;
	return [
		...(tier ? [{ kind: 'tier' as const, id: tier, name: { zh: tier, en: TIER_EN[tier] } }] : []),
		{ kind: 'region', id: region, name: { zh: `${region}地区`, en: REGION_EN[region] } },
		{
			kind: 'province',
			id: province,
			name: { zh: province, en: PROVINCE_EN[province] ?? province }
		},
		{ kind: 'class', id: place.class, name: { zh: place.class, en: CITY_CLASS_EN[place.class] } },
		NATION
	];
}
