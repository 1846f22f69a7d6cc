/** Profiles of the index over HTTP: the list, one of them by version, changes, and which is in force. */
import type { Context } from 'hono';
import { BUILT_IN_PROFILES, DEFAULT_PROFILE } from '#assessment/profiles';
import { formatInstant } from '#contract/instant';
import type { ProfileAnswer, ProfileSummary, ProfilesAnswer } from '#contract/profiles';
import type { ProfileInForceAnswer } from '#contract/settings';
import type { Profile } from '#assessment/profile';
import type { Identity } from '../access/roles.ts';
import { IN_FORCE_ID, isBuiltIn, profileOf, type Profiles } from '../assessment/profiles.ts';
import {
	INDEX_PROFILE,
	PROFILE_IN_FORCE,
	type ProfileContent
} from '../assessment/profile-schema.ts';
import type { Settings, SettingVersion } from '../settings/settings.ts';
import type { AppEnv } from './app.ts';
import { readChange } from './change.ts';
import { ApiError } from './errors.ts';
import { readCity, readInteger, type Query } from './query.ts';

export interface ProfilesDeps {
	settings: Settings;
	profiles: Profiles;
}

const HIGHEST_VERSION = 999_999_999;

const summaryOf = ({ id, version, name, author, date, missing = 'range' }: Profile) => ({
	id,
	version,
	name,
	author,
	date,
	missing
});

const builtInSummary = (profile: Profile): ProfileSummary => ({
	...summaryOf(profile),
	note: profile.note.zh,
	built_in: true,
	versions: [
		{ version: profile.version, author: profile.author, at: null, note: '', removed: false }
	]
});

export async function answerProfiles(
	{ settings, profiles }: ProfilesDeps,
	query: Query,
	identity: Identity
): Promise<ProfilesAnswer> {
	const city = readCity(query, identity);
	const own = await settings.list(INDEX_PROFILE, city);
	const summaries = await Promise.all(own.map((version) => ownSummary(settings, version)));
	const chosen = await settings.current(PROFILE_IN_FORCE, city, IN_FORCE_ID);
	const inForce = await profiles.inForce(city);
	return {
		city,
		profiles: [...BUILT_IN_PROFILES.map(builtInSummary), ...summaries],
		in_force: {
			profile: inForce.id,
			version: inForce.version,
			chosen_by: chosen?.author ?? null,
			chosen_at: chosen ? formatInstant(chosen.at) : null
		}
	};
}

async function ownSummary(
	settings: Settings,
	current: SettingVersion<ProfileContent>
): Promise<ProfileSummary> {
	const versions = await settings.history(INDEX_PROFILE, current.city, current.id);
	return {
		...summaryOf(profileOf(current)!),
		note: current.note,
		built_in: false,
		versions: versions.map(({ version, author, at, note, value }) => ({
			version,
			author,
			at: formatInstant(at),
			note,
			removed: value === null
		}))
	};
}

/** A built-in one needs no city; a city's own needs to be asked with it. */
export async function answerProfile(
	{ profiles }: ProfilesDeps,
	id: string,
	query: Query,
	identity: Identity
): Promise<Profile> {
	const version = readInteger(query, 'version', 1, HIGHEST_VERSION);
	const city = query.city === undefined ? '' : readCity(query, identity);
	const profile = await profiles.find(city, id, version);
	if (!profile) throw profileUnknown(id, city, version);
	return profile;
}

export function profileUnknown(id: string, city: string, version?: number): ApiError {
	const which = `"${id.slice(0, 60)}"${version === undefined ? '' : ` version ${version}`}`;
	const where = city === '' ? 'built in; a city’s own needs city=' : `built in or of ${city}`;
	return new ApiError(404, 'profile_unknown', `profile: there is no ${which} ${where}`);
}

/** Sets, or with a null value removes, one of the city's own. */
export async function setProfile(
	{ settings, profiles }: ProfilesDeps,
	c: Context<AppEnv>,
	id: string
): Promise<ProfileAnswer> {
	const identity = c.get('identity');
	const city = readCity(c.req.query(), identity);
	if (isBuiltIn(id))
		throw new ApiError(
			409,
			'profile_built_in',
			`profile ${id} is built in and stays as it is; save a copy under another id`
		);
	const change = await readChange(c);
	if (change.value === null && (await profiles.inForce(city)).id === id)
		throw new ApiError(
			409,
			'profile_in_force',
			`profile ${id} is in force; choose another one first`
		);
	const version = await settings.put(INDEX_PROFILE, {
		...change,
		value: change.value as ProfileContent | null,
		city,
		id,
		author: identity.id
	});
	return profileOf(version) ?? { id, version: version.version, removed: true };
}

/** Chooses the city's profile: `{value: {profile}}`; null goes back to the built-in one. */
export async function chooseProfile(
	{ settings, profiles }: ProfilesDeps,
	c: Context<AppEnv>
): Promise<ProfileInForceAnswer> {
	const identity = c.get('identity');
	const city = readCity(c.req.query(), identity);
	const change = await readChange(c);
	const value = (change.value ?? { profile: DEFAULT_PROFILE.id }) as { profile: string };
	if (typeof value.profile === 'string' && !(await profiles.find(city, value.profile)))
		throw profileUnknown(value.profile, city);
	await settings.put(PROFILE_IN_FORCE, {
		...change,
		value,
		city,
		id: IN_FORCE_ID,
		author: identity.id
	});
	const { id, version } = await profiles.inForce(city);
	return { profile: id, version };
}

/** The profile that a question names, else the one in force. */
export async function readProfile(
	profiles: Profiles,
	query: Query,
	city: string
): Promise<Profile> {
	if (query.profile === undefined) return profiles.inForce(city);
	const version = readInteger(query, 'profile_version', 1, HIGHEST_VERSION);
	const profile = await profiles.find(city, query.profile, version);
	if (!profile) throw profileUnknown(query.profile, city, version);
	return profile;
}
