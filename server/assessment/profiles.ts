/** The profiles that can be asked for. Each is checked once, at start. */
import { checkProfile } from '#assessment/check-profile';
import { NATIONAL_2023 } from '#assessment/national-2023';
import type { Profile } from '#assessment/profile';

const BUILT_IN: readonly Profile[] = [NATIONAL_2023];

for (const profile of BUILT_IN) {
	const faults = checkProfile(profile);
	if (faults.length > 0) throw new Error(`profile ${profile.id}: ${faults.join('; ')}`);
}

export const DEFAULT_PROFILE = NATIONAL_2023;

/** A profile by its id; undefined for an unknown one. */
export function profileById(id: string): Profile | undefined {
	return BUILT_IN.find((profile) => profile.id === id);
}
