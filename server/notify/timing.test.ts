import { describe, expect, it, test } from 'vitest';
import { parseIsoInstant } from '#contract/instant';
import { backoff, quietUntil, roundTimeJitter } from './timing.ts';

const at = (clock: string, day = 23) => parseIsoInstant(`2026-11-${day}T${clock}+08:00`)!;

describe('quiet hours', () => {
	const night = { from: '22:00', to: '07:30' };
	test.each([
		[null, at('23:00:00'), null],
		[night, at('21:59:59'), null],
		[night, at('22:00:00'), at('07:30:00', 24)],
		[night, at('00:10:00', 24), at('07:30:00', 24)],
		[night, at('07:30:00', 24), null],
		[{ from: '12:00', to: '13:00' }, at('12:30:00'), at('13:00:00')],
		[{ from: '12:00', to: '13:00' }, at('13:00:00'), null]
	])('%j at %i end at %s', (quiet, instant, end) => expect(quietUntil(quiet, instant)).toBe(end));
});

describe('a message at a round time', () => {
	it('steps aside by half a second to two and a half', () => {
		expect(roundTimeJitter(at('17:30:00'), 0)).toBe(500);
		expect(roundTimeJitter(at('10:00:04'), 1)).toBe(2_500);
	});
	it('at any other time goes at once', () => expect(roundTimeJitter(at('10:00:05'), 1)).toBe(0));
});

describe('backoff', () => {
	it('grows to ten minutes and stays there', () => {
		expect([1, 2, 3, 7, 50].map((n) => backoff(n, 0))).toEqual([
			2_000, 5_000, 15_000, 600_000, 600_000
		]);
		expect(backoff(1, 1)).toBe(2_400);
	});
});
