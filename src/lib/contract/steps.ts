/** The steps that a window can be cut by: on the Beijing clock and calendar, half-open. */
import { monthStarts, type Period } from './calendar.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, stepStart } from './instant.ts';

/** `1mo` is a calendar month, or one that ends on a chosen day. */
export const STEP_IDS = ['15m', '1h', '1d', '1mo'] as const;
export type StepId = (typeof STEP_IDS)[number];

/** More than a hundred days of quarter hours is a mistake, or should be asked for in parts. */
export const MOST_STEPS = 10_000;

const LENGTHS: Record<Exclude<StepId, '1mo'>, number> = {
	'15m': 15 * MINUTE_MS,
	'1h': HOUR_MS,
	'1d': DAY_MS
};
const SHORTEST_MONTH_MS = 28 * DAY_MS;

/** At least as many steps as the window is cut into: known without listing them. */
export function mostSteps({ from, to }: Period, step: StepId): number {
	return (to - from) / (step === '1mo' ? SHORTEST_MONTH_MS : LENGTHS[step]);
}

/** Starts of the steps that touch a window, ascending; the first may lie before it. */
export function stepStarts(window: Period, step: StepId, monthEnds?: number): number[] {
	return step === '1mo' ? monthStarts(window, monthEnds) : fixedStarts(window, LENGTHS[step]);
}

/** The same for steps of a fixed length that divides a day. */
export function fixedStarts({ from, to }: Period, stepMs: number): number[] {
	const starts: number[] = [];
	for (let at = stepStart(from, stepMs); at < to; at += stepMs) starts.push(at);
	return starts;
}
