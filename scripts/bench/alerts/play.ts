/** Plays evenings to the product's own watch: counts false alerts, measures how late a fall is heard. */
import { DAY_MS, HOUR_MS } from '#contract/instant';
import type { HourCell } from '../../../src/lib/alerts/expectation.ts';
import { tune, type Tuning } from '../../../src/lib/alerts/tuning.ts';
import { RateWatch } from '../../../src/lib/alerts/watch.ts';
import { alertRuleSchema, type RateRule } from '#contract/alert-rules';
import type { Draw } from '../../simulate/random.ts';
import { FIRST_DAY, type Evening } from './worlds.ts';

export const EVENING_RULE = alertRuleSchema.parse({
	kind: 'fall',
	measure: 'connection_rate',
	hours: [[17, 24]]
}) as RateRule;

const CALENDAR = {
	kindOf: () => 'workday' as const,
	slotOf: (hour: number) =>
		hour < 17 ? 'day' : hour < 19 ? 'dusk' : hour < 21 ? 'evening' : 'night'
};

/** What the product learns of a city from so many evenings. */
export function learn(draw: Draw, evening: Evening, evenings = 56): Tuning {
	const cells = new Map<string, HourCell>();
	for (let index = 0; index < evenings; index++)
		for (const { placed, bad } of evening(draw, index)) {
			const day = FIRST_DAY + index * DAY_MS;
			const hour = Math.floor((placed - day) / HOUR_MS);
			const cell = cells.get(`${day}/${hour}`) ?? { day, hour, n: 0, bad: 0 };
			cell.n++;
			cell.bad += Number(bad);
			cells.set(`${day}/${hour}`, cell);
		}
	return tune(EVENING_RULE, 'workday', [...cells.values()], CALENDAR);
}

/** False alerts of steady evenings. */
export function falseAlerts(
	draw: Draw,
	evening: Evening,
	tuning: Tuning,
	evenings: number
): number {
	const watch = new RateWatch(() => tuning);
	let count = 0;
	for (let index = 0; index < evenings; index++)
		for (const trial of evening(draw, index)) if (watch.add(trial)?.type === 'fired') count++;
	return count;
}

/**
 * Calls placed after the fall until the alert: infinite if it never came, null if a false one came first.
 * `fallsAt` is ms after opening.
 */
export function delay(
	draw: Draw,
	evening: Evening,
	tuning: Tuning,
	fallsAt: number
): number | null {
	const watch = new RateWatch(() => tuning);
	let calls = 0;
	for (const trial of evening(draw, 0)) {
		const after = trial.placed >= FIRST_DAY + 17 * HOUR_MS + fallsAt;
		if (after) calls++;
		if (watch.add(trial)?.type === 'fired') {
			if (after) return calls;
			return null;
		}
	}
	return Infinity;
}
