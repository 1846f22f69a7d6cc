/** Who dials on a day and when: first calls, incident calls, and repeats of the six days before. */
import { DAY_MS, MINUTE_MS } from '#contract/instant';
import { arrivalOn, arrivals } from './arrivals.ts';
import { expectedInHour } from './calendar.ts';
import type { Callers } from './callers.ts';
import { CATEGORIES } from './categories.ts';
import { incidentArrivals, incidentOf, type Incident } from './incidents.ts';
import {
	DAY_FACTOR_SHAPE,
	FIRST_CALLS_PER_WORKDAY,
	REPEAT_CHANCE,
	REPEAT_DAYS,
	RESOLVED_SHARE
} from './parameters.ts';
import { Draw } from './random.ts';

export interface Dial {
	at: number;
	caller: string | undefined;
	category: string;
	/** Whether an answer would settle the matter: drawn here, so that repeats need no queue. */
	resolvable: boolean;
}

export interface City {
	seed: number;
	city: string;
	scale: number;
	callers: Callers;
}

const REPEAT_REACH_DAYS = Math.max(...REPEAT_DAYS.map(([days]) => days));

/** First calls of a day and the repeats they cause. A repeat causes no further repeat. */
function firstDials(
	{ seed, city, scale, callers }: City,
	midnight: number
): { dials: Dial[]; repeats: Dial[]; incident: Incident | null } {
	const draw = new Draw(seed, city, midnight, 'dials');
	const dayFactor = draw.gammaFactor(DAY_FACTOR_SHAPE);
	const perWorkday = FIRST_CALLS_PER_WORKDAY * scale * dayFactor;
	const dial = (at: number, category: string): Dial => ({
		at,
		caller: callers.draw(draw),
		category,
		resolvable: draw.chance(RESOLVED_SHARE)
	});
	const dials = arrivals(draw, midnight, (hour) => expectedInHour(perWorkday, midnight, hour)).map(
		(at) => dial(at, draw.pick(CATEGORIES))
	);
	const incident = incidentOf(draw, midnight);
	if (incident)
		for (const at of incidentArrivals(draw, midnight, incident, scale))
			if (at < midnight + DAY_MS) dials.push(dial(at, incident.category));
	const repeats = dials.flatMap((first) => repeatOf(draw, midnight, first));
	return { dials, repeats, incident };
}

/** How much of a crowd a day is: 1 is what was rostered for. */
export function dayFactorOn({ seed, city }: City, midnight: number): number {
	return new Draw(seed, city, midnight, 'dials').gammaFactor(DAY_FACTOR_SHAPE);
}

/** The incident of a day, or none: what a test may expect to be seen. */
export function incidentOn(city: City, midnight: number): Incident | null {
	return firstDials(city, midnight).incident;
}

function repeatOf(draw: Draw, midnight: number, first: Dial): Dial[] {
	if (!draw.chance(first.resolvable ? REPEAT_CHANCE.resolved : REPEAT_CHANCE.unresolved)) return [];
	const days = draw.pick(REPEAT_DAYS);
	const at =
		days === 0
			? Math.floor(first.at + 20 * MINUTE_MS + draw.exponential(120 * MINUTE_MS))
			: arrivalOn(draw, midnight + days * DAY_MS);
	return [{ ...first, at, resolvable: draw.chance(RESOLVED_SHARE) }];
}

/** Makes `dialsOn(midnight)`: all dials of a day by time. Remembers a week of first calls. */
export function createDials(city: City): (midnight: number) => Dial[] {
	const remembered = new Map<number, ReturnType<typeof firstDials>>();
	const firstOn = (midnight: number) => {
		const known = remembered.get(midnight) ?? firstDials(city, midnight);
		remembered.set(midnight, known);
		if (remembered.size > 2 * REPEAT_REACH_DAYS)
			for (const oldest of remembered.keys()) {
				remembered.delete(oldest);
				break;
			}
		return known;
	};
	return (midnight) => {
		const dials = [...firstOn(midnight).dials];
		for (let back = 0; back <= REPEAT_REACH_DAYS; back++)
			for (const repeat of firstOn(midnight - back * DAY_MS).repeats)
				if (repeat.at >= midnight && repeat.at < midnight + DAY_MS) dials.push(repeat);
		return dials.sort((a, b) => a.at - b.at);
	};
}
