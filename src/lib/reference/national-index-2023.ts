/**
 * What the report 《2023全国政务热线服务质量评估指数》 (September 2023, 334 cities) prints. Scores are 0..100,
 * shares 0..1. 华北 is 64.57 here, as on the report's map; its chart says 65.49, which the region's
 * first-level scores contradict.
 */
import data from './national-index-2023.json' with { type: 'json' };
import type { CityClass, Prefecture, Region, Tier } from './prefectures.ts';

/** What the figures are printed in. */
export const REPORT = data.source;

/** Printed means of a group of cities: the index and its three first-level indicators. */
export interface IndexMeans {
	index: number;
	/** 服务渠道, service channels. */
	channel: number;
	/** 服务体验, service experience. */
	experience: number;
	/** 总体感知, overall perception. */
	perception: number;
}

/** What the report prints of a tier's indicators besides (part 四, 总体感知). */
export interface TierMeans extends IndexMeans {
	afterCallSatisfaction: number;
	callbackSatisfaction: number;
	firstContactResolution: number;
	ticketComplaintRate: number;
	overallExperienceScore: number;
	processScore: number;
	statusScore: number;
	trustScore: number;
	/** Calls of 2022 over residents. */
	callsPerResident: number;
}

export const TIER_MEANS: Readonly<Record<Tier, TierMeans>> = data.tiers;
export const REGION_MEANS: Readonly<Record<Region, IndexMeans>> = data.regions;
/** Index only; the four municipalities are not in the report's table. */
export const PROVINCE_INDEX: Readonly<Record<string, number>> = data.provinces;
export const CITY_CLASS_INDEX: Readonly<Record<CityClass, number>> = data.administrativeRanks;

/** Best first. */
export const GRADES = ['A+', 'A', 'B+', 'B', 'C+', 'C', 'D+', 'D', 'E+', 'E'] as const;
export type Grade = (typeof GRADES)[number];

/** How many of the 334 cities hold each grade, and their share of all. */
export const GRADE_SIZES: Readonly<Record<Grade, { cities: number; share: number }>> = data.grades;

export interface GradedCity {
	name: string;
	province: string;
	region: Region;
	grade: Grade;
}

export const GRADED_CITIES = data.cities as readonly GradedCity[];

const GRADE_OF_PLACE: ReadonlyMap<string, Grade> = new Map(
	GRADED_CITIES.map((city) => [`${city.province} ${city.name}`, city.grade])
);

/** The printed grade of a place; null for the four that the report did not assess. */
export function gradeOf(place: Pick<Prefecture, 'name' | 'province'>): Grade | null {
	return GRADE_OF_PLACE.get(`${place.province} ${place.name}`) ?? null;
}

/** Printed scores of the dial tests by slot, under the report's slot names. */
export const SLOT_SCORES = data.slots;
/** Printed national facts: connection rate, non-phone share, channels per city. */
export const NATIONAL_FACTS = data.facts;
/** Cities first to last as the report ranks them, names without 市. */
export const RANKINGS = data.rankings;
/** Second-level scores of the best and worst three cities of each first-level indicator, unnamed: `channelTop3`, … */
export const EXAMPLES = data.examples as unknown as Readonly<
	Record<string, readonly Readonly<Record<string, number>>[]>
>;
