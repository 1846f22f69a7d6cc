/** Today's curve from its counts: a rate with its interval in the middle of every step. */
import type { Estimate } from '$lib/charts/context.ts';
import { THIN_BELOW } from '$lib/charts/thin.ts';
import type { TodayCurve } from '$lib/contract/live.ts';
import { rate } from '$lib/statistics/wilson.ts';

const HOUR_S = 3600;
/** Nights are thin in any city: whether steps are too fine is judged by the day, from 9 on. */
const DAY_STARTS_S = 9 * HOUR_S;

/** The same counts by the hour. */
function byHour({ from, step_seconds, numerators, denominators }: TodayCurve): TodayCurve {
	const perHour = HOUR_S / step_seconds;
	const merge = (counts: number[]) =>
		Array.from({ length: Math.ceil(counts.length / perHour) }, (_, hour) =>
			counts.slice(hour * perHour, (hour + 1) * perHour).reduce((sum, n) => sum + n, 0)
		);
	return {
		from,
		step_seconds: HOUR_S,
		numerators: merge(numerators),
		denominators: merge(denominators)
	};
}

/** The curve as sent, or by the hour in a city whose quarters of an hour are mostly thin. */
export function legible(curve: TodayCurve): TodayCurve {
	const busy = curve.denominators.slice(DAY_STARTS_S / curve.step_seconds).filter((n) => n > 0);
	const thin = busy.filter((n) => n < THIN_BELOW);
	return thin.length * 2 > busy.length ? byHour(curve) : curve;
}

/** Estimates along the hours 0..24 of the Beijing day. */
export function curveEstimates({ step_seconds, numerators, denominators }: TodayCurve): Estimate[] {
	const stepHours = step_seconds / 3600;
	return denominators.map((denominator, index) => {
		const { value, low, high } = rate(numerators[index] ?? 0, denominator);
		return { x: (index + 0.5) * stepHours, value, low, high, thin: denominator < THIN_BELOW };
	});
}

/** Values without their lowest tenth. */
function trimmed(values: readonly number[]): number[] {
	return [...values].sort((a, b) => a - b).slice(Math.floor(values.length / 10));
}

/**
 * What the axis has to hold: every firm estimate, and most of their intervals; thin ones only where
 * they are the most there is, else a few calls at night would flatten the day.
 */
export function decisive(estimates: readonly Estimate[]): number[] {
	const known = estimates.flatMap(({ value, low, thin }) =>
		value === null || low === null ? [] : [{ value, low, thin }]
	);
	const firm = known.filter((row) => !row.thin);
	if (firm.length * 2 < known.length && firm.length < 8)
		return trimmed(known.map((row) => row.value));
	return [...firm.map((row) => row.value), ...trimmed(firm.map((row) => row.low))];
}
