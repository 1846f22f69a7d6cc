import { describe, expect, it } from 'vitest';
import { dayOf, missingYear } from './day-kind.ts';

const at = (date: string) => Date.parse(`${date}T20:00+08:00`);

describe('a day', () => {
	it.each([
		['2026-11-24', 'workday', null],
		['2026-11-28', 'weekend', null],
		['2026-10-01', 'holiday', '国庆节'],
		['2026-09-20', 'makeup', '国庆节'],
		['2025-10-08', 'holiday', '国庆节']
	])('%s is a %s', (date, kind, name) => expect(dayOf(at(date))).toEqual({ kind, name }));

	it('is what people set, before what is published', () => {
		const overrides = new Map([['2026-11-24', { kind: 'holiday', name: '停水' } as const]]);
		expect(dayOf(at('2026-11-24'), overrides).kind).toBe('holiday');
	});

	it('belongs to the Beijing date: the last minute of a holiday is one', () => {
		expect(dayOf(Date.parse('2026-10-07T15:59:59Z')).kind).toBe('holiday');
		expect(dayOf(Date.parse('2026-10-07T16:00:00Z')).kind).toBe('workday');
	});
});

describe('a missing year', () => {
	it('is told of from 1 December', () => {
		expect(missingYear(at('2026-11-30'))).toBeNull();
		expect(missingYear(at('2026-12-01'))).toBe(2027);
	});
	it('is no longer missing once its holidays are set', () => {
		const set = new Map([['2027-01-01', { kind: 'holiday', name: '元旦' } as const]]);
		expect(missingYear(at('2026-12-01'), set)).toBeNull();
	});
	it('is this year where even that is unknown', () => {
		expect(missingYear(at('2035-03-01'))).toBe(2035);
	});
});
