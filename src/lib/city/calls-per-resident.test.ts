import { expect, it } from 'vitest';
import { DAY_MS } from '../contract/instant.ts';
import { callsPerResident } from './calls-per-resident.ts';

const TO = Date.parse('2026-11-24T00:00+08:00');
const year = (days: number, calls = 1000) => ({ calls, first_at: TO - days * DAY_MS, to: TO });

it('is unknown until a person has confirmed the population', () => {
	expect(callsPerResident(year(400), null).value).toBeNull();
});
it('is unknown without calls, or with less than 28 days of them', () => {
	expect(callsPerResident({ calls: 0, first_at: null, to: TO }, 5000).value).toBeNull();
	expect(callsPerResident(year(27.9), 5000).value).toBeNull();
});
it('is annualised and marked from 28 to 364 days', () => {
	expect(callsPerResident(year(73), 5000)).toEqual({ value: 1, n: 1000, annualised_from_days: 73 });
	expect(callsPerResident(year(28), 5000).annualised_from_days).toBe(28);
	expect(callsPerResident(year(364.5), 5000).annualised_from_days).toBe(364.5);
});
it('is calls over residents from 365 days on', () => {
	expect(callsPerResident(year(365), 5000)).toEqual({ value: 0.2, n: 1000 });
	expect(callsPerResident(year(3000), 5000)).toEqual({ value: 0.2, n: 1000 });
});
