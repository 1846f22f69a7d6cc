import { describe, expect, it, test } from 'vitest';
import {
	beijingMidnight,
	EARLIEST_INSTANT,
	formatInstant,
	parseIsoInstant,
	parseQueryInstant,
	stepStart
} from './instant.ts';

describe('an ISO instant', () => {
	test.each([
		['2026-11-23T19:42:07+08:00', Date.UTC(2026, 10, 23, 11, 42, 7)],
		['2026-11-23T11:42:07Z', Date.UTC(2026, 10, 23, 11, 42, 7)],
		['2026-11-23T11:42Z', Date.UTC(2026, 10, 23, 11, 42)],
		['2026-11-23T19:42:07+0800', Date.UTC(2026, 10, 23, 11, 42, 7)],
		['2026-11-23T06:12:07-05:30', Date.UTC(2026, 10, 23, 11, 42, 7)],
		['2026-11-23T11:42:07.9999Z', Date.UTC(2026, 10, 23, 11, 42, 7, 999)],
		['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)]
	])('%s is read to the millisecond, finer fractions cut', (text, instant) => {
		expect(parseIsoInstant(text)).toBe(instant);
	});

	test.each([
		'2026-11-23T19:42:07',
		'2026-11-23',
		'2026-02-30T00:00:00Z',
		'2023-02-29T00:00:00Z',
		'2026-13-01T00:00:00Z',
		'2026-11-23T24:00:00Z',
		'2026-11-23T23:60:00Z',
		'2026-11-23T11:42:07+25:00',
		'23/11/2026 11:42',
		''
	])('%s is refused', (text) => {
		expect(parseIsoInstant(text)).toBeNull();
	});
});

describe('a query instant', () => {
	it('may be epoch milliseconds', () => expect(parseQueryInstant('1700000000000')).toBe(1.7e12));
	it('may have lost its plus sign on the way', () =>
		expect(parseQueryInstant('2026-11-23T19:42:07 08:00')).toBe(Date.UTC(2026, 10, 23, 11, 42, 7)));
	it('is nothing else', () => expect(parseQueryInstant('yesterday')).toBeNull());
});

describe('the Beijing clock', () => {
	it('writes instants that read back', () => {
		const instant = Date.UTC(2026, 10, 23, 16, 0, 0, 1);
		expect(formatInstant(instant)).toBe('2026-11-24T00:00:00.001+08:00');
		expect(parseIsoInstant(formatInstant(instant))).toBe(instant);
	});
	it('starts its day at 16:00 UTC', () =>
		expect(beijingMidnight(Date.UTC(2026, 10, 23, 15, 59))).toBe(Date.UTC(2026, 10, 22, 16)));
	it('starts its steps on whole hours of its own', () =>
		expect(stepStart(Date.UTC(2026, 10, 23, 15, 59), 86_400_000)).toBe(Date.UTC(2026, 10, 22, 16)));
	it('begins history in 1992', () =>
		expect(formatInstant(EARLIEST_INSTANT)).toBe('1992-01-01T00:00:00.000+08:00'));
});
