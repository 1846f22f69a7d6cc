/** `GET /v1/quality`: what a city's sources sent, and what is wrong with it. */
import { DAY_MS } from '#contract/instant';
import type { Quality } from '#contract/quality';
import { may, type Identity } from '../access/roles.ts';
import { readQuality } from '../quality/quality.ts';
import type { MeasuresDeps } from './measures.ts';
import { badParameter, readCity, readInstant, type Query } from './query.ts';

const DEFAULT_DAYS = 30;

export async function answerQuality(
	deps: MeasuresDeps,
	query: Query,
	identity: Identity
): Promise<Quality> {
	const city = readCity(query, identity);
	const clock = deps.clock();
	// Half-open: one millisecond more, so that what came this very moment is in.
	const to = readInstant(query, 'to') ?? clock + 1;
	const from = readInstant(query, 'from') ?? to - DEFAULT_DAYS * DAY_MS;
	if (from >= to) throw badParameter('from', query.from, 'an instant before to');
	const now = readInstant(query, 'now') ?? clock;
	const settled = deps.isSettled();
	const quality = await readQuality(deps.store, {
		city,
		from,
		to,
		now,
		clock,
		drill: may(identity, 'drill'),
		everyCity: identity.cities === 'all'
	});
	return { ...quality, settled };
}
