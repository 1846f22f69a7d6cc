/** The city's own profile among the settings: its groups, and the residents that somebody confirmed. */
import { z } from 'zod';
import { prefilled, type CityProfile } from '#city/profile';
import { CITY_CLASSES, prefecture, PREFECTURES, REGIONS, TIERS } from '#reference/prefectures';
import type { SettingKind } from '../settings/settings.ts';
import { readableValue } from '../settings/value.ts';
import { versionsInForce } from '../settings/versions.ts';
import type { Store } from '../store/store.ts';

/** A city has one profile. */
export const CITY_PROFILE_ID = 'city';

const PROVINCES = [...new Set(PREFECTURES.map(({ province }) => province))];
const FEWEST_RESIDENTS = 100;
const MOST_RESIDENTS = 200_000_000;
const words = (most: number) => z.string().trim().min(1).max(most);

export const CITY_PROFILE: SettingKind<CityProfile> = {
	kind: 'city_profile',
	schema: z.object({
		tier: z.enum(TIERS).nullable(),
		province: z.enum(PROVINCES),
		region: z.enum(REGIONS),
		class: z.enum(CITY_CLASSES),
		population: z
			.object({
				residents: z.int().min(FEWEST_RESIDENTS).max(MOST_RESIDENTS),
				source: words(200),
				confirmed_by: words(80),
				confirmed_on: z.iso.date()
			})
			.nullable()
	})
};

/** The profile in force: what the city set, else what the list of prefectures says, unconfirmed. */
export async function readCityProfile(store: Store, city: string): Promise<CityProfile> {
	const rows = await versionsInForce(store, CITY_PROFILE.kind, city);
	const own = rows.find(({ id }) => id === CITY_PROFILE_ID);
	const set = own ? readableValue(CITY_PROFILE, own).value : null;
	const place = prefecture(city);
	if (!place) throw new Error(`there is no city ${city}`);
	return set ?? prefilled(place);
}
