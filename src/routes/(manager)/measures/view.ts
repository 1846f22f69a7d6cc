/** What the page shows, as its URL says it. Pure: `now` is an argument. */
import { LOST_DEFINITIONS, type LostDefinition } from '$lib/contract/answers.ts';
import type { Period } from '$lib/contract/calendar.ts';
import { DAY_MS, formatInstant, parseIsoInstant } from '$lib/contract/instant.ts';
import { MEASURE_IDS, type MeasureId } from '$lib/contract/measures.ts';
import { MOST_STEPS, mostSteps, type StepId } from '$lib/contract/steps.ts';

/** How the chosen measure is cut: by slot, or by steps; `1mo-20` are months that end on the 20th. */
export const CUTS = ['slot', '15m', '1h', '1d', '1mo', '1mo-20', '1mo-25'] as const;
export type Cut = (typeof CUTS)[number];

export const isOfMonths = (cut: Cut) => cut.startsWith('1mo');

/** The definitions of the connection rate, which the page sets side by side. */
export const DEFINITION_IDS = [
	'connection_rate',
	'connection_rate_agent',
	'connection_rate_offered',
	'connection_rate_15s'
] as const;

export interface View {
	/** A day, `2026-11-01`, the last one included; or minutes, `2026-11-01T09:00`, half-open. */
	from: string;
	to: string;
	cut: Cut;
	measure: MeasureId;
	/** The open list of lost calls. */
	lost: LostDefinition | null;
	/** Of which part: null for all, a slot, or the start of a step. */
	part: string | null;
	/** Behind which call the list goes on. */
	after: string | null;
	/** Of the table of steps, from 1. */
	page: number;
}

const DEFAULT_DAYS = 30;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The day of an instant as the URL writes it. */
export const dayOf = (instant: number) => formatInstant(instant).slice(0, 10);

function oneOf<T extends string>(choices: readonly T[], text: string | null): T | null {
	return choices.find((choice) => choice === text) ?? null;
}

/** The view of a URL; without dates the last 30 days, today included. */
export function readView(search: URLSearchParams, now: number): View {
	const to = search.get('to') ?? dayOf(now);
	return {
		from: search.get('from') ?? dayOf(now - (DEFAULT_DAYS - 1) * DAY_MS),
		to,
		cut: oneOf(CUTS, search.get('cut')) ?? 'slot',
		measure: oneOf(MEASURE_IDS, search.get('measure')) ?? 'connection_rate',
		lost: oneOf(LOST_DEFINITIONS, search.get('lost')),
		part: search.get('part'),
		after: search.get('after'),
		page: Math.max(1, Math.trunc(Number(search.get('page') ?? 1)) || 1)
	};
}

/** Whether a text of the URL names a minute, not a day. */
export const isMinute = (text: string) => text.includes('T');

/** The half-open window of a view; null where it is no window. */
export function periodOf({ from, to }: Pick<View, 'from' | 'to'>): Period | null {
	const start = instantOf(from);
	const end = instantOf(to);
	if (start === null || end === null) return null;
	const last = DAY.test(to) ? end + DAY_MS : end;
	return start < last ? { from: start, to: last } : null;
}

function instantOf(text: string): number | null {
	return parseIsoInstant(DAY.test(text) ? `${text}T00:00+08:00` : `${text}+08:00`);
}

/** Whether the cut makes more steps of the period than the server answers. */
export function isTooFine(period: Period, cut: Cut): boolean {
	return cut !== 'slot' && mostSteps(period, stepOf(cut)) > MOST_STEPS;
}

const stepOf = (cut: Exclude<Cut, 'slot'>): StepId => (isOfMonths(cut) ? '1mo' : (cut as StepId));

/** What `GET /v1/measures` is asked for a view, and its export likewise. */
export function measuresQuery(city: string, period: Period, cut: Cut): URLSearchParams {
	const monthEnds = cut.split('-')[1];
	return new URLSearchParams({
		city,
		from: formatInstant(period.from),
		to: formatInstant(period.to),
		compare: 'previous,year',
		...(cut === 'slot' ? { by: 'slot' } : { step: stepOf(cut) }),
		...(monthEnds !== undefined && { month_ends: monthEnds })
	});
}
