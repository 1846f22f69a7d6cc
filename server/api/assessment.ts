/** `GET /v1/assessment`: the index of a city over a window, with what each figure rests on. */
import { DAY_MS } from '#contract/instant';
import type { AssessmentAnswer } from '#contract/answers';
import type { Identity } from '../access/roles.ts';
import { assessCity } from '../assessment/assess-city.ts';
import type { Profiles } from '../assessment/profiles.ts';
import { ApiError } from './errors.ts';
import type { MeasuresDeps } from './measures.ts';
import { badParameter, readCity, readInstant, readWindow, type Query } from './query.ts';
import { readProfile } from './profiles.ts';

export interface AssessmentDeps extends MeasuresDeps {
	profiles: Profiles;
}

const DEFAULT_WINDOW = '30d';
const MOST_DAYS = 3_650;

export async function answerAssessment(
	deps: AssessmentDeps,
	query: Query,
	identity: Identity
): Promise<AssessmentAnswer> {
	const city = readCity(query, identity);
	const profile = await readProfile(deps.profiles, query, city);
	const now = readInstant(query, 'now') ?? deps.clock();
	const window = readAssessmentWindow(query, now);
	const settled = deps.isSettled();
	const assessment = await assessCity(deps.store, { city, window, now, profile }, deps.config);
	return { city, settled, ...assessment };
}

/** The window of the index: `window` days before `now`, or `from` and `to`; 30 days without either. */
export function readAssessmentWindow(query: Query, now: number): { from: number; to: number } {
	const hasRange = query.from !== undefined || query.to !== undefined;
	if (hasRange && query.window !== undefined)
		throw new ApiError(400, 'parameter_invalid', 'window: want either window, or from and to');
	return hasRange ? readWindow(query) : lastDays(query.window ?? DEFAULT_WINDOW, now);
}

/** The days before `now` that a `window` parameter such as 30d names. */
export function lastDays(text: string, now: number): { from: number; to: number } {
	const days = Number(/^(\d{1,4})d$/.exec(text)?.[1] ?? 0);
	if (days < 1 || days > MOST_DAYS)
		throw badParameter('window', text, `days, from 1d to ${MOST_DAYS}d`);
	return { from: now - days * DAY_MS, to: now };
}
