/** `GET /v1/peers`: the city beside its tier, region, province, class and the nation. */
import { assess } from '#assessment/assess';
import type { PeersAnswer } from '#contract/compare';
import { formatInstant } from '#contract/instant';
import { peersOf } from '#peers/peers';
import { prefecture } from '#reference/prefectures';
import type { Identity } from '../access/roles.ts';
import { readCityInput } from '../assessment/assess-city.ts';
import type { AssessmentDeps } from './assessment.ts';
import { readAssessed } from './assessed.ts';
import type { Query } from './query.ts';

export async function answerPeers(
	deps: AssessmentDeps,
	query: Query,
	identity: Identity
): Promise<PeersAnswer> {
	const { city, window, now, profile } = await readAssessed(deps, query, identity);
	const settled = deps.isSettled();
	const { input, place } = await readCityInput(
		deps.store,
		{ city, window, now, profile },
		deps.config
	);
	const name = prefecture(city)!.name;
	return {
		city,
		name,
		as_of: formatInstant(now),
		from: formatInstant(window.from),
		to: formatInstant(window.to),
		settled,
		profile: { id: profile.id, version: profile.version },
		city_profile: place,
		...peersOf(city, { ...place, name }, input, assess(input))
	};
}
