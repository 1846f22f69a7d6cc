import { expect, it } from 'vitest';
import { ageOf, when } from './moment.ts';

const asOf = Date.parse('2026-11-23T00:10:00+08:00');

it('today’s instants are told by the clock, others with their day, by Beijing', () => {
	expect(when('2026-11-23T00:05:00.000+08:00', asOf)).toBe('00:05:00');
	expect(when('2026-11-22T16:05:00.000Z', asOf)).toBe('00:05:00');
	expect(when('2026-11-22T23:59:59.999+08:00', asOf)).toBe('11-22 23:59:59');
	expect(when('2025-12-31T16:00:00.000Z', asOf)).toBe('01-01 00:00:00');
	expect(when('2025-12-31T23:59:59.999+08:00', asOf)).toBe('2025-12-31 23:59:59');
});

it('an instant ahead is no time ago', () => {
	expect(ageOf('2026-11-23T00:11:00+08:00', asOf, 'zh')).toBe('0 秒');
});
