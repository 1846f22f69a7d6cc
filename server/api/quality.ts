/** `GET /v1/quality`: what a city's sources sent, and what is wrong with it. */
import type { Quality } from '#contract/quality';
import { may, type Identity } from '../access/roles.ts';
import { readQuality } from '../quality/quality.ts';
import { lastDays } from './assessment.ts';
import { ApiError } from './errors.ts';
import type { MeasuresDeps } from './measures.ts';
import { badParameter, readCity, readInstant, type Query } from './query.ts';

const DEFAULT_WINDOW = '30d';

export async function answerQuality(
	deps: MeasuresDeps,
	query: Query,
	identity: Identity
): Promise<Quality> {
	const city = readCity(query, identity);
	const clock = deps.clock();
	const { from, to } = receivingWindow(query, clock);
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

/** By receiving time, so that it ends at the server's clock whatever `now` is. */
function receivingWindow(query: Query, clock: number): { from: number; to: number } {
	// Half-open: one millisecond more, so that what came this very moment is in.
	const end = clock + 1;
	if (query.from === undefined && query.to === undefined)
		return lastDays(query.window ?? DEFAULT_WINDOW, end);
	if (query.window !== undefined)
		throw new ApiError(400, 'parameter_invalid', 'window: want either window, or from and to');
	const to = readInstant(query, 'to') ?? end;
	const from = readInstant(query, 'from') ?? lastDays(DEFAULT_WINDOW, to).from;
	if (from >= to) throw badParameter('from', query.from, 'an instant before to');
	return { from, to };
}
