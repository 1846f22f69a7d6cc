/** The profiles of a city: the built-in ones, its own by version, and the one in force. */
import { checkProfile } from '#assessment/check-profile';
import { formatInstant } from '#contract/instant';
import { BUILT_IN_PROFILES, DEFAULT_PROFILE } from '#assessment/profiles';
import type { Profile } from '#assessment/profile';
import type { Settings, SettingVersion } from '../settings/settings.ts';
import { INDEX_PROFILE, PROFILE_IN_FORCE, type ProfileContent } from './profile-schema.ts';

for (const profile of BUILT_IN_PROFILES) {
	const faults = checkProfile(profile);
	if (faults.length > 0) throw new Error(`profile ${profile.id}: ${faults.join('; ')}`);
}

export const isBuiltIn = (id: string) => BUILT_IN_PROFILES.some((profile) => profile.id === id);

/** The id under which a city's choice of profile is set. */
export const IN_FORCE_ID = 'profile';

export function profileOf({
	id,
	version,
	author,
	at,
	value
}: SettingVersion<ProfileContent>): Profile | null {
	return value && { ...value, id, version, author, date: formatInstant(at).slice(0, 10) };
}

/** Makes the port through which everything that assesses finds its profile. */
export function createProfiles(settings: Settings) {
	const inForce = new Map<string, Promise<Profile>>();
	settings.onChange(({ kind, city }) => {
		if (kind === INDEX_PROFILE.kind || kind === PROFILE_IN_FORCE.kind) inForce.delete(city);
	});

	async function find(city: string, id: string, version?: number): Promise<Profile | null> {
		const builtIn = BUILT_IN_PROFILES.find((profile) => profile.id === id);
		if (builtIn) return version === undefined || version === builtIn.version ? builtIn : null;
		if (version === undefined) {
			const current = await settings.current(INDEX_PROFILE, city, id);
			return current && profileOf(current);
		}
		const versions = await settings.history(INDEX_PROFILE, city, id);
		const asked = versions.find((each) => each.version === version);
		return asked ? profileOf(asked) : null;
	}

	async function readInForce(city: string): Promise<Profile> {
		const chosen = await settings.current(PROFILE_IN_FORCE, city, IN_FORCE_ID);
		const found = chosen?.value ? await find(city, chosen.value.profile) : null;
		return found ?? DEFAULT_PROFILE;
	}

	return {
		/** A built-in profile, or one of the city's own; null for an unknown one or version. */
		find,
		/** What the city's figures go by: the one it chose, else `national-2023`. */
		inForce(city: string): Promise<Profile> {
			let found = inForce.get(city);
			if (!found) {
				found = readInForce(city);
				inForce.set(city, found);
				// A failure is not kept: the next one asks again.
				found.catch(() => inForce.delete(city));
			}
			return found;
		}
	};
}
export type Profiles = ReturnType<typeof createProfiles>;
