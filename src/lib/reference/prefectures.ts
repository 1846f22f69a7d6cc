/**
 * The 338 prefecture-level places of mainland China: GB/T 2260 codes, region and tier of the 2023
 * national index. The report prints the tiers 一线 and 新一线 only; the others follow a public list of
 * 2021-22. `class` is ours: 地区, 盟 and 新区 count as 地级市.
 */
import data from './prefectures.json' with { type: 'json' };

export const REGIONS = ['东北', '华北', '华东', '华南', '华中', '西北', '西南'] as const;
export type Region = (typeof REGIONS)[number];

export const TIERS = ['一线', '新一线', '二线', '三线', '四线', '五线'] as const;
export type Tier = (typeof TIERS)[number];

export const CITY_CLASSES = ['直辖市', '省会城市', '地级市', '自治州'] as const;
export type CityClass = (typeof CITY_CLASSES)[number];

export interface Prefecture {
	/** GB/T 2260, six digits: what events call `city`. */
	code: string;
	name: string;
	/** In pinyin or as English has it; the province stands behind it where two share it. */
	name_en: string;
	province: string;
	region: Region;
	class: CityClass;
	tier: Tier | null;
	/** Residents in the census of 2010: a hint to confirm, never a denominator by itself. */
	population2010: number | null;
}

export const PREFECTURES = data as readonly Prefecture[];

const BY_CODE: ReadonlyMap<string, Prefecture> = new Map(
	PREFECTURES.map((place) => [place.code, place])
);

/** The place with this GB/T 2260 code; undefined for any other text. */
export function prefecture(code: string): Prefecture | undefined {
	return BY_CODE.get(code);
}

/** What a place is called in a language; its code where it is none of them. */
export function placeName(code: string, lang: 'zh' | 'en'): string {
	const place = BY_CODE.get(code);
	return (lang === 'en' ? place?.name_en : place?.name) ?? code;
}
