import { describe, expect, it } from 'vitest';
import { compileFormat, formatProblem } from './formats.ts';

const read = (format: string, text: string) => {
	const clock = compileFormat(format)(text);
	return clock === null ? null : new Date(clock.local).toISOString().replace(/\.000Z$/, '');
};

describe('a format reads a clock', () => {
	it.each([
		['yyyy-MM-dd HH:mm:ss', '2024-02-29 23:59:58', '2024-02-29T23:59:58'],
		['yyyy-MM-dd HH:mm:ss', '2023-02-29 23:59:58', null],
		['yyyy-MM-dd HH:mm:ss', '2024-02-29 24:00:00', null],
		['yyyy-MM-dd HH:mm:ss', '2024-2-29 23:59:58', null],
		['yyyy/M/d H:mm', '2020/2/1 2:41', '2020-02-01T02:41:00'],
		['MM/dd/yyyy hh:mm:ss a', '04/12/2018 12:45:48 PM', '2018-04-12T12:45:48'],
		['MM/dd/yyyy hh:mm:ss a', '04/12/2018 12:00:00 AM', '2018-04-12T00:00:00'],
		['MM/dd/yyyy hh:mm:ss a', '04/12/2018 01:00:00 p.m.', '2018-04-12T13:00:00'],
		['MM/dd/yyyy hh:mm:ss a', '04/12/2018 13:00:00 PM', null],
		['yyyy年M月d日 ah:mm', '2024年3月5日 下午3:07', '2024-03-05T15:07:00'],
		['yyMMdd H:mm:ss', '990101 0:00:31', '1999-01-01T00:00:31'],
		['yyMMdd H:mm:ss', '240101 9:00:31', '2024-01-01T09:00:31'],
		['d MMM yyyy HH:mm', '5 Mar 2024 09:01', '2024-03-05T09:01:00'],
		["yyyy-MM-dd'T'HH:mm:ss.S", '2024-04-16T03:03:15.123456', '2024-04-16T03:03:15.123Z'],
		['yyyyMMddHHmmss', '20240416030315', '2024-04-16T03:03:15'],
		['yyyy-MM-dd', '2024-04-16', '2024-04-16T00:00:00'],
		['epoch-s', '1546015415.757', '2018-12-28T16:43:35.757Z'],
		['epoch-ms', '1546015415757', '2018-12-28T16:43:35.757Z'],
		['excel-serial', '44197.5', '2021-01-01T12:00:00'],
		['epoch-s', 'soon', null]
	])('%s of %s', (format, text, expected) => {
		expect(read(format, text)).toBe(expected);
	});

	it('with an offset of its own', () => {
		const clock = compileFormat('yyyy-MM-dd HH:mm:ssZZ')('2024-01-01 08:00:00+05:30');
		expect(clock?.offsetMs).toBe(5.5 * 3_600_000);
	});
});

describe('a format that loses something is refused', () => {
	it.each([
		['MM/dd/yyyy HH:mm:ss a', /afternoons are lost/],
		['MM/dd/yyyy hh:mm:ss', /12-hour clock \(h\) without AM\/PM/],
		['yyyy-MM-dd HH:MM', /names the month twice/],
		['HH:mm:ss', /has no year/],
		['yyyy-MM HH:mm', /has no day/]
	])('%s', (format, problem) => {
		expect(formatProblem(format)).toMatch(problem);
	});

	it('and others are not', () => {
		for (const format of ['epoch-ms', 'yyyy-MM-dd', 'd.M.yy', 'M/d/yyyy h:mm a'])
			expect(formatProblem(format)).toBeNull();
	});
});
