import { expect, it } from 'vitest';
import { comparableDays } from './comparable.ts';
import { beijingDate, type Day } from './day-kind.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const datesOf = (now: string, overrides: [string, Day][] = []) =>
	comparableDays(at(now), new Map(overrides)).map(({ midnight }) => beijingDate(midnight).slice(5));

it('compares a workday with the ten workdays before, over weekends and holidays', () => {
	expect(datesOf('2026-11-24T19:42')).toEqual([
		'11-23',
		'11-20',
		'11-19',
		'11-18',
		'11-17',
		'11-16',
		'11-13',
		'11-12',
		'11-11',
		'11-10'
	]);
	// 1 to 7 October is the National Day's, 10 October a Saturday that is worked.
	expect(datesOf('2026-10-09T10:00').slice(0, 3)).toEqual(['10-08', '09-30', '09-29']);
});

it('compares a weekend with weekends, and leaves out Saturdays that are worked', () => {
	const dates = datesOf('2026-10-18T10:00');
	expect(dates.slice(0, 2)).toEqual(['10-17', '10-11']);
	expect(dates).not.toContain('10-10');
});

it('lets weekends stand in for holidays and workdays for make-up days, which are too rare', () => {
	// The holidays of the Mid-Autumn Festival, and weekends.
	expect(datesOf('2026-10-01T10:00').slice(0, 4)).toEqual(['09-27', '09-26', '09-25', '09-19']);
	expect(datesOf('2026-10-10T10:00').slice(0, 2)).toEqual(['10-09', '10-08']);
});

it('goes by what people set of a day', () => {
	const closed: [string, Day] = ['2026-11-23', { kind: 'holiday', name: '市庆' }];
	expect(datesOf('2026-11-24T10:00', [closed])[0]).toBe('11-20');
	const today: [string, Day] = ['2026-11-24', { kind: 'holiday', name: '市庆' }];
	expect(datesOf('2026-11-24T10:00', [today])[0]).toBe('10-07');
});
