/** `GET /v1/assessment/history`: what was shown, today's knowledge beside it, and notes. */
import type { Context } from 'hono';
import { formatInstant } from '#contract/instant';
import type { AnnotationAnswer, HistoryAnswer, HistoryPoint, ShownIndex } from '#contract/history';
import type { Identity } from '../access/roles.ts';
import { assessCity } from '../assessment/assess-city.ts';
import { ANNOTATION, annotationOf, type AnnotationValue } from '../history/annotation.ts';
import { readHistory } from '../history/read.ts';
import type { Settings } from '../settings/settings.ts';
import type { AppEnv } from './app.ts';
import { lastDays, type AssessmentDeps } from './assessment.ts';
import { readChange } from './change.ts';
import { readCity, readInteger, readWindow, type Query } from './query.ts';

export interface HistoryDeps extends AssessmentDeps {
	settings: Settings;
}

const DEFAULT_WINDOW = '7d';
/** Each takes an assessment of its own. */
const MOST_RECOMPUTED = 40;
/** Differences below what is shown are rounding. */
const SAME = 0.005;

export async function answerHistory(
	deps: HistoryDeps,
	query: Query,
	identity: Identity
): Promise<HistoryAnswer> {
	const city = readCity(query, identity);
	const hasRange = query.from !== undefined || query.to !== undefined;
	const window = hasRange
		? readWindow(query)
		: lastDays(query.window ?? DEFAULT_WINDOW, deps.clock());
	const recompute = readInteger(query, 'recompute', 0, MOST_RECOMPUTED) ?? 0;
	// Half-open; without a range the present minute belongs to it.
	const { step, points } = await readHistory(deps.store, city, {
		from: window.from,
		to: hasRange ? window.to : window.to + 1
	});
	const notes = (await deps.settings.list(ANNOTATION, city)).flatMap(annotationOf);
	return {
		city,
		from: formatInstant(window.from),
		to: formatInstant(window.to),
		step,
		points: await withRecomputed(deps, city, points, recompute),
		annotations: notes
			.filter(({ at }) => Date.parse(at) >= window.from && Date.parse(at) < window.to)
			.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
	};
}

/** Works out so many points anew, evenly spread, the first and the last among them. */
async function withRecomputed(
	deps: HistoryDeps,
	city: string,
	points: readonly ShownIndex[],
	many: number
): Promise<HistoryPoint[]> {
	const chosen = new Set(
		Array.from({ length: Math.min(many, points.length) }, (_, index) =>
			Math.round((index * (points.length - 1)) / Math.max(1, Math.min(many, points.length) - 1))
		)
	);
	const answer: HistoryPoint[] = [];
	for (const [index, point] of points.entries())
		answer.push(
			chosen.has(index) ? { ...point, recomputed: await recomputed(deps, city, point) } : point
		);
	return answer;
}

async function recomputed(
	deps: HistoryDeps,
	city: string,
	shown: ShownIndex
): Promise<NonNullable<HistoryPoint['recomputed']> | null> {
	const profile = await deps.profiles.find(city, shown.profile.id, shown.profile.version);
	if (!profile) return null;
	const window = { from: Date.parse(shown.from), to: Date.parse(shown.to) };
	const now = Date.parse(shown.as_of);
	const { index } = await assessCity(deps.store, { city, window, now, profile }, deps.config);
	const pairs = [
		[index.point, shown.index.point],
		[index.likely.low, shown.index.likely.low],
		[index.likely.high, shown.index.likely.high],
		[100 * index.coverage, 100 * shown.index.coverage]
	] as const;
	return pairs.every(([a, b]) => Math.abs(a - b) < SAME) ? null : index;
}

/** Sets a note, or with a null value removes it. */
export async function setAnnotation(
	{ settings }: Pick<HistoryDeps, 'settings'>,
	c: Context<AppEnv>,
	id: string
): Promise<AnnotationAnswer> {
	const identity = c.get('identity');
	const city = readCity(c.req.query(), identity);
	const { value, note, expectedVersion } = await readChange(c);
	const version = await settings.put(ANNOTATION, {
		city,
		id,
		value: value as AnnotationValue | null,
		note,
		expectedVersion,
		author: identity.id
	});
	return annotationOf(version)[0] ?? { id, removed: true };
}
