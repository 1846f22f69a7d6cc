import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from './instant.ts';
import { mostSteps, STEP_IDS, stepStarts } from './steps.ts';

const NOON = Date.parse('2026-03-10T12:07:00+08:00');

it('steps cover the window without a gap, and are no more than foretold', () => {
	const window = { from: NOON, to: NOON + 400 * DAY_MS };
	for (const step of STEP_IDS) {
		const starts = stepStarts(window, step, step === '1mo' ? 20 : undefined);
		expect(starts[0]).toBeLessThanOrEqual(window.from);
		expect(starts[1]).toBeGreaterThan(window.from);
		expect(starts.at(-1)).toBeLessThan(window.to);
		expect(starts).toEqual([...starts].sort((a, b) => a - b));
		// The first and the last are clipped, so there may be one more than fits.
		expect(starts.length).toBeLessThanOrEqual(mostSteps(window, step) + 1);
	}
});

it.each([
	['15m', '12:00'],
	['1h', '12:00'],
	['1d', '00:00']
] as const)('the %s that holds 12:07 begins at %s', (step, clock) => {
	const [start] = stepStarts({ from: NOON, to: NOON + HOUR_MS }, step);
	expect(start).toBe(Date.parse(`2026-03-10T${clock}:00+08:00`));
});
