import { describe, expect, it } from 'vitest';
import type { Alert } from '$lib/contract/alerts.ts';
import { dayMarks, daySteps, midnightOf } from './day.ts';

const AS_OF = '2026-11-23T19:42:07.000+08:00';
const midnight = midnightOf(AS_OF);
const step = (numerator: number, denominator: number, expected: number | null, dispersion = 1) => ({
	from: '2026-11-23T19:15:00.000+08:00',
	numerator,
	denominator,
	expected,
	dispersion
});

describe('a step of the day', () => {
	it('stands in the middle of its quarter of an hour with rate, interval and expected band', () => {
		const [one] = daySteps([step(82, 100, 0.9)], midnight);
		expect(one?.x).toBe(19.375);
		expect(one?.value).toBe(0.82);
		expect(one?.expectedLow).toBeCloseTo(0.9 - 0.0588, 3);
		expect(one?.expectedHigh).toBeCloseTo(0.9588, 3);
	});

	it('has a wider band where losses cluster', () => {
		const [plain] = daySteps([step(82, 100, 0.9)], midnight);
		const [clustered] = daySteps([step(82, 100, 0.9, 2.5)], midnight);
		expect(clustered!.expectedLow!).toBeLessThan(plain!.expectedLow!);
	});

	it('without calls has neither rate nor band, and without history no band', () => {
		expect(daySteps([step(0, 0, 0.9)], midnight)[0]).toMatchObject({
			value: null,
			expectedLow: null
		});
		expect(daySteps([step(9, 10, null)], midnight)[0]?.expectedLow).toBeNull();
	});
});

describe('marks', () => {
	const alert = {
		id: 'a1',
		state: 'resolved',
		scope: { measure: 'connection_rate', line: null },
		since: '2026-11-23T19:16:00.000+08:00',
		resolved_at: '2026-11-23T20:01:00.000+08:00'
	} as Alert;
	it('stand where an alert of the rate began and ended', () =>
		expect(dayMarks([alert], midnight).map(({ x, kind }) => [kind, Number(x.toFixed(2))])).toEqual([
			['began', 19.27],
			['ended', 20.02]
		]));
	it('of another day, of one line alone, or of what was never told, are not drawn', () => {
		const ofLine = { ...alert, scope: { ...alert.scope, line: '12345-2' } };
		expect(dayMarks([ofLine], midnight)).toEqual([]);
		expect(dayMarks([{ ...alert, since: '2026-11-22T10:00:00.000+08:00' }], midnight)).toHaveLength(
			1
		);
		expect(dayMarks([{ ...alert, state: 'pending' }], midnight)).toEqual([]);
	});
});
