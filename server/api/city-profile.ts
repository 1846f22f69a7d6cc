/** `GET`, `PUT /v1/settings/city`: the city's groups and its confirmed residents, with every version. */
import type { Context } from 'hono';
import { prefilled, type CityProfile } from '#city/profile';
import type { CityProfileAnswer } from '#contract/city-profile';
import { formatInstant } from '#contract/instant';
import { prefecture } from '#reference/prefectures';
import type { Identity } from '../access/roles.ts';
import { CITY_PROFILE, CITY_PROFILE_ID } from '../city/city-profile.ts';
import type { Settings } from '../settings/settings.ts';
import type { AppEnv } from './app.ts';
import { readChange } from './change.ts';
import { readCity, type Query } from './query.ts';

export interface CityProfileDeps {
	settings: Settings;
}

export async function answerCityProfile(
	deps: CityProfileDeps,
	query: Query,
	identity: Identity
): Promise<CityProfileAnswer> {
	return answerOf(deps, readCity(query, identity));
}

async function answerOf({ settings }: CityProfileDeps, city: string): Promise<CityProfileAnswer> {
	const place = prefecture(city)!;
	const history = await settings.history(CITY_PROFILE, city, CITY_PROFILE_ID);
	const [newest] = history;
	return {
		city,
		name: place.name,
		prefilled: prefilled(place),
		population_2010: place.population2010,
		profile: newest?.value ?? prefilled(place),
		version: newest?.value ? newest.version : 0,
		history: history.map(({ version, at, author, note, value }) => ({
			version,
			at: formatInstant(at),
			author,
			note,
			value
		}))
	};
}

export async function setCityProfile(
	deps: CityProfileDeps,
	c: Context<AppEnv>
): Promise<CityProfileAnswer> {
	const city = readCity(c.req.query(), c.get('identity'));
	const { value, note, expectedVersion } = await readChange(c);
	await deps.settings.put(CITY_PROFILE, {
		city,
		id: CITY_PROFILE_ID,
		value: value as CityProfile | null,
		author: c.get('identity').id,
		note,
		expectedVersion
	});
	return answerOf(deps, city);
}
