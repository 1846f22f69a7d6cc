/** The parameters of every question that a city is assessed for: city, window, now, profile. */
import type { Profile } from '#assessment/profile';
import type { Identity } from '../access/roles.ts';
import type { Window } from '../measures/question.ts';
import { readAssessmentWindow, type AssessmentDeps } from './assessment.ts';
import { readProfile } from './profiles.ts';
import { readCity, readInstant, type Query } from './query.ts';

export interface Assessed {
	city: string;
	window: Window;
	now: number;
	profile: Profile;
}

export async function readAssessed(
	deps: AssessmentDeps,
	query: Query,
	identity: Identity
): Promise<Assessed> {
	const city = readCity(query, identity);
	const profile = await readProfile(deps.profiles, query, city);
	const now = readInstant(query, 'now') ?? deps.clock();
	return { city, window: readAssessmentWindow(query, now), now, profile };
}
