/** Bursts: a main breaks, the heating fails, and for some hours the city calls about nothing else. */
import { MINUTE_MS } from '#contract/instant';
import { arrivals } from './arrivals.ts';
import { expectedInHour, month } from './calendar.ts';
import {
	FIRST_CALLS_PER_WORKDAY,
	INCIDENT_DECAY_HOURS,
	INCIDENT_PEAK,
	INCIDENTS_PER_DAY
} from './parameters.ts';
import type { Draw } from './random.ts';

export interface Incident {
	category: string;
	/** Beijing hour in which it begins. */
	hour: number;
	/** Extra calls at the start, as a multiple of the usual calls of that hour. */
	peak: number;
}

/** Heating is in season from November to March; pipes burst more often in the cold. */
function kinds(midnight: number): [string, number][] {
	const cold = [11, 12, 1, 2, 3].includes(month(midnight));
	return [
		['供水', cold ? 5 : 3],
		['供电', 3],
		['供热供气', cold ? 4 : 0.5],
		['交通出行', 2]
	];
}

/** The day's incident, or none; two on one day are not modelled. */
export function incidentOf(draw: Draw, midnight: number): Incident | null {
	if (!draw.chance(INCIDENTS_PER_DAY)) return null;
	return {
		category: draw.pick(kinds(midnight)),
		hour: Math.floor(draw.between(6, 21)),
		peak: draw.between(INCIDENT_PEAK.low, INCIDENT_PEAK.high)
	};
}

/** Arrivals that an incident adds, ascending. They fade exponentially from a few minutes after its start. */
export function incidentArrivals(
	draw: Draw,
	midnight: number,
	incident: Incident,
	scale: number
): number[] {
	const usual = expectedInHour(FIRST_CALLS_PER_WORKDAY * scale, midnight, incident.hour);
	const delay = draw.between(0, 40 * MINUTE_MS);
	return arrivals(draw, midnight, (hour) =>
		hour < incident.hour
			? 0
			: usual * incident.peak * Math.exp(-(hour - incident.hour) / INCIDENT_DECAY_HOURS)
	).map((at) => Math.floor(at + delay));
}
