/** What a city says of itself: its groups, and the residents that 来电比例 divides by. */
import type { CityClass, Prefecture, Region, Tier } from '../reference/prefectures.ts';

/** Residents count once a person has confirmed them. */
export interface ConfirmedPopulation {
	residents: number;
	/** Where the number is printed, such as a statistical bulletin and its year. */
	source: string;
	/** Who confirmed it. */
	confirmed_by: string;
	/** Day, YYYY-MM-DD. */
	confirmed_on: string;
}

export interface CityProfile {
	tier: Tier | null;
	province: string;
	region: Region;
	class: CityClass;
	/** Null until somebody confirms it. */
	population: ConfirmedPopulation | null;
}

/** The profile before anybody edits it: as the list of prefectures has it, population unconfirmed. */
export function prefilled({ tier, province, region, class: cityClass }: Prefecture): CityProfile {
	return { tier, province, region, class: cityClass, population: null };
}
