import { describe, expect, it } from 'vitest';
import * as format from './format.ts';

const EVENING = Date.UTC(2026, 10, 23, 11, 42, 7);

describe('figures', () => {
	it.each([
		[null, '—'],
		[0, '0.0%'],
		[0.8166, '81.7%'],
		[1, '100.0%']
	])('writes the ratio %s as %s', (ratio, written) => {
		expect(format.percent(ratio)).toBe(written);
	});

	it('writes an interval with one sign, and a dash where there is none', () => {
		expect(format.percentRange(0.76, 0.862)).toBe('76.0–86.2%');
		expect(format.percentRange(null, null)).toBe('—');
	});

	it.each([
		[0, '0'],
		[512, '512'],
		[1204, '1,204'],
		[1234567, '1,234,567']
	])('writes the count %d as %s', (n, written) => {
		expect(format.count(n)).toBe(written);
	});

	it('writes a score with one decimal, and a dash for none', () => {
		expect([format.score(80.94), format.score(null)]).toEqual(['80.9', '—']);
	});
});

describe('times', () => {
	it('are read on the Beijing clock whatever the machine says', () => {
		expect(format.clockTime(EVENING)).toBe('19:42:07');
		expect(format.dateLine(EVENING, 'zh')).toBe('11月23日 星期一');
		expect(format.dateLine(EVENING, 'en')).toBe('Monday, 23 Nov');
		expect(format.dateLine(EVENING + 5 * 3_600_000, 'zh')).toBe('11月24日 星期二');
	});

	it.each([
		[-3, '00:00'],
		[59.9, '00:59'],
		[252, '04:12'],
		[3723, '1:02:03']
	])('writes a wait of %d seconds as %s', (seconds, written) => {
		expect(format.stopwatch(seconds)).toBe(written);
	});

	it.each([
		[0, '0 秒', '0 s'],
		[46.7, '46 秒', '46 s'],
		[192, '3 分 12 秒', '3 min 12 s'],
		[3600, '1 小时', '1 h'],
		[1440, '24 分钟', '24 min'],
		[7500, '2 小时 5 分钟', '2 h 5 min'],
		[90_000, '1 天 1 小时', '1 d 1 h']
	])('writes an age of %d seconds as %s', (seconds, zh, en) => {
		expect(format.age(seconds, 'zh')).toBe(zh);
		expect(format.age(seconds, 'en')).toBe(en);
	});
});

describe('labels', () => {
	it('split into a name and what their bracket says', () => {
		expect(format.splitLabel('首次联络解决率（申报）')).toEqual({
			name: '首次联络解决率',
			qualifier: '申报'
		});
		expect(format.splitLabel('First-contact resolution (declared)')).toEqual({
			name: 'First-contact resolution',
			qualifier: 'declared'
		});
		expect(format.splitLabel('话后满意度')).toEqual({ name: '话后满意度', qualifier: '' });
	});

	it('of formulas split into the name of their reading and the short formula', () => {
		expect(format.shortFormula('人工请求口径：已接听 ÷ 人工请求（说明）')).toEqual({
			name: '人工请求口径',
			formula: '已接听 ÷ 人工请求'
		});
		expect(format.shortFormula('answered / decided')).toEqual({
			name: '',
			formula: 'answered / decided'
		});
	});
});
