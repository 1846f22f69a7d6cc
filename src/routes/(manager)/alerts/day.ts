/** The day's curve beside what was expected of it, and where alerts began and ended. Pure. */
import type { Estimate } from '$lib/charts/context.ts';
import { THIN_BELOW } from '$lib/charts/thin.ts';
import type { Alert, ExpectedStep } from '$lib/contract/alerts.ts';
import { beijingMidnight, DAY_MS, HOUR_MS } from '$lib/contract/instant.ts';
import { rate } from '$lib/statistics/wilson.ts';

export interface DayStep extends Estimate {
	expected: number | null;
	/** Where a rate of this many facts lies 95 times in 100 if the expectation holds. */
	expectedLow: number | null;
	expectedHigh: number | null;
}

const STEP_HOURS = 0.25;
const Z = 1.959964;

/** Steps along the hours 0 to 24 of the Beijing day. */
export function daySteps(curve: readonly ExpectedStep[], midnight: number): DayStep[] {
	return curve.map(({ from, numerator, denominator, expected, dispersion }) => {
		const x = (Date.parse(from) - midnight) / HOUR_MS + STEP_HOURS / 2;
		const estimate = rate(numerator, denominator);
		const thin = denominator < THIN_BELOW;
		const spread =
			expected === null || denominator === 0
				? null
				: Z * Math.sqrt((dispersion * expected * (1 - expected)) / denominator);
		return {
			x,
			value: estimate.value,
			low: estimate.low,
			high: estimate.high,
			thin,
			expected,
			expectedLow: spread === null ? null : Math.max(0, (expected ?? 0) - spread),
			expectedHigh: spread === null ? null : Math.min(1, (expected ?? 0) + spread)
		};
	});
}

export interface Mark {
	id: string;
	x: number;
	kind: 'began' | 'ended';
}

/** Where alerts about the connection rate of all lines began and ended on this day. */
export function dayMarks(alerts: readonly Alert[], midnight: number): Mark[] {
	const hour = (instant: string) => (Date.parse(instant) - midnight) / HOUR_MS;
	const isOnDay = ({ x }: Mark) => x >= 0 && x <= DAY_MS / HOUR_MS;
	return alerts
		.filter(
			({ scope: { measure, line }, state }) =>
				measure === 'connection_rate' && line === null && state !== 'pending'
		)
		.flatMap(({ id, since, resolved_at }): Mark[] => [
			{ id, x: hour(since), kind: 'began' },
			...(resolved_at ? [{ id, x: hour(resolved_at), kind: 'ended' } as const] : [])
		])
		.filter(isOnDay);
}

/** The Beijing midnight of the day that an answer is about. */
export const midnightOf = (asOf: string) => beijingMidnight(Date.parse(asOf));
