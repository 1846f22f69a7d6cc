import { describe, expect, it } from 'vitest';
import type { Alert } from '../contract/alerts.ts';
import { rate } from '../statistics/wilson.ts';
import { figures, headline } from './headline.ts';

const scope = { measure: 'connection_rate', slot: 'evening', line: null, subject: null };
const fall = {
	kind: 'fall',
	scope,
	since: '2026-11-23T19:16:04.000+08:00',
	expected: 0.924,
	observed: rate(187, 229),
	observed_seconds: null,
	excess_lost: 24.6
} as Alert;
const AS_OF = '2026-11-23T19:42:07.000+08:00';

describe('an alert in words', () => {
	it('says what it is about', () => {
		expect(headline(fall).zh).toBe('晚间接通率下降');
		expect(headline(fall).en).toBe('Evening: connection rate falls');
		const silence = { ...fall, kind: 'silence', scope: { ...scope, subject: 'pbx-1' } } as Alert;
		expect(headline(silence).zh).toBe('数据中断：pbx-1');
	});

	it('does not call it a fall where high is bad, and names a line', () => {
		const complaints = { ...scope, measure: 'complaint_rate', slot: null, line: '12345-2' };
		expect(headline({ ...fall, scope: complaints }).zh).toBe('工单投诉率上升（12345-2）');
		expect(headline({ ...fall, scope: complaints }).en).toBe('Complaint rate rises (12345-2)');
	});

	it('says since when, what was to be expected, what is, and what it has cost', () => {
		expect(figures(fall, AS_OF).zh).toBe('19:16 以来 81.7%，应有 92.4%，多失 25 通');
		expect(figures(fall, AS_OF).en).toBe('81.7% since 19:16, expected 92.4%, 25 more lost');
	});

	it.each([
		['connection_rate_15s', '多 25 通超时', '25 more too late'],
		['online_connection_rate', '多失 25 次', '25 more lost'],
		['complaint_rate', '多 25 件投诉', '25 more complaints'],
		['after_call_satisfaction', '多 25 个不满意', '25 more dissatisfied']
	])('counts what goes badly of %s by its name', (measure, zh, en) => {
		const words = figures({ ...fall, scope: { ...scope, measure } }, AS_OF);
		expect(words.zh.endsWith(zh)).toBe(true);
		expect(words.en.endsWith(en)).toBe(true);
	});

	it('names the day where it began before today', () =>
		expect(figures(fall, '2026-11-24T00:10:00.000+08:00').zh).toMatch(/^11-23 19:16 以来/));

	it('without a rate says how long', () => {
		const wait = { ...fall, observed: null, observed_seconds: 300, excess_lost: null } as Alert;
		expect(figures(wait, AS_OF).zh).toBe('19:16 起，已 5 分钟');
	});

	it('leaves out what nobody can expect', () =>
		expect(figures({ ...fall, expected: null, excess_lost: 0 }, AS_OF).zh).toBe(
			'19:16 以来 81.7%'
		));
});
