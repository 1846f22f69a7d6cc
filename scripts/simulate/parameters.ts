/**
 * The invented city: volumes, habits and staffing, for scale 1 (about 4,500 calls on a workday).
 * docs/simulator.md says where the figures come from and what they produce.
 */
import type { PhoneSlotId } from '#contract/slots';

/** Calls dialled for a first matter on a mean workday; repeats and redials come on top (about 17 %). */
export const FIRST_CALLS_PER_WORKDAY = 3_850;
export const SESSIONS_PER_WORKDAY = 520;
export const ONLINE_TICKETS_PER_WORKDAY = 205;

/** Volume by weekday, Sunday first; the five workdays average 1. */
export const WEEKDAY_FACTORS = [0.58, 1.08, 1.02, 0.99, 0.97, 0.94, 0.64] as const;

/** Arrivals by Beijing hour; only the proportions count. */
export const HOURLY_WEIGHTS = [
	8, 5, 4, 3, 3, 5, 12, 25, 66, 106, 104, 76, 55, 66, 86, 86, 80, 60, 43, 39, 34, 25, 17, 10
] as const;

/** Gamma shape of the factor that a whole day has in common: 1 / shape is its variance. */
export const DAY_FACTOR_SHAPE = 70;

/** Share of first calls whose matter is settled in the call; the others call again more often. */
export const RESOLVED_SHARE = 0.78;
export const REPEAT_CHANCE = { resolved: 0.04, unresolved: 0.4 } as const;
/** Days between a call and its repeat, 0 to 6, with weights. */
export const REPEAT_DAYS = [
	[0, 22],
	[1, 26],
	[2, 19],
	[3, 13],
	[4, 9],
	[5, 6],
	[6, 5]
] as const;

/** Residents who may ever call, and the few who do so all the time. */
export const RESIDENTS = 2_400_000;
export const FREQUENT_CALLERS = 300;
export const FREQUENT_SHARE = 0.025;
export const WITHHELD_SHARE = 0.02;

export const WELCOME_SECONDS = { mean: 14, deviation: 0.8 } as const;
export const MENU_DEPTH = [
	[1, 55],
	[2, 37],
	[3, 8]
] as const;
export const MENU_LEVEL_SECONDS = 4.5;
/** Callers who hang up during welcome or menu: they never ask for a person. */
export const MENU_HANGUP_SHARE = 0.045;

/** Talk: lognormal of mean 150 s (109 × exp(0.8² / 2)); after it the agent writes up. */
export const TALK = { medianSeconds: 109, sigma: 0.8 } as const;
export const WRAP_UP_SECONDS = 20;
/** Patience in the queue: some give up at the first announcement, the others wait for minutes. */
export const PATIENCE = {
	impatientShare: 0.35,
	impatientMeanSeconds: 22,
	medianSeconds: 85,
	sigma: 0.75,
	longestSeconds: 900
} as const;
export const REDIAL_CHANCE = 0.4;
export const REDIAL_MEAN_SECONDS = 200;
export const ROBOT_SHARE: Record<PhoneSlotId, number> = {
	morning: 0,
	noon: 0,
	afternoon: 0,
	dusk: 0,
	evening: 0,
	night: 0.1,
	off: 0.12
};

/** Agents beyond the offered load in square roots of it (square-root staffing); below 0 the queue is jammed. */
export const STAFFING_MARGIN: Record<PhoneSlotId, number> = {
	morning: 1.3,
	noon: 1.5,
	afternoon: 1.2,
	dusk: 0.9,
	evening: 0.6,
	night: 0.75,
	off: 1.2
};

/** Incidents: expected a day, extra calls an hour at the peak as a multiple of that hour's own, decay. */
export const INCIDENTS_PER_DAY = 0.08;
export const INCIDENT_PEAK = { low: 0.3, high: 1.3 } as const;
export const INCIDENT_DECAY_HOURS = 1.3;

/** Evenings on which agents are missing: expected a day, when it begins, how long, how many of them. */
export const ABSENCES_PER_DAY = 0.06;
export const ABSENT_FROM_HOUR = { low: 18, high: 21 } as const;
export const ABSENCE_HOURS = { low: 2, high: 3 } as const;
export const ABSENCE_SHARE = { low: 0.4, high: 0.6 } as const;

/** Share of answered calls that become tickets. */
export const TICKET_CHANCE = { resolved: 0.13, unresolved: 0.66 } as const;
/** No event of a fact comes later than this after the midnight that began its day of birth. */
export const HORIZON_DAYS = 45;
