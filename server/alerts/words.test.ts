import { describe, expect, it } from 'vitest';
import type { Alert } from '#contract/alerts';
import { rate } from '#statistics/wilson';
import { alertWords, noticeOf } from './words.ts';

const over = {
	id: 'a1',
	city: '420100',
	kind: 'fall',
	scope: { measure: 'connection_rate', slot: 'evening', line: null, subject: null },
	state: 'resolved',
	severity: 'critical',
	since: '2026-11-23T19:16:04.000+08:00',
	resolved_at: '2026-11-23T19:58:10.000+08:00',
	expected: 0.924,
	observed: rate(187, 229),
	observed_seconds: null,
	depth: 0.65,
	excess_lost: 24.6,
	resolution: 'recovered'
} as Alert;
const AS_OF = '2026-11-23T19:59:00.000+08:00';
const NOW = Date.parse(AS_OF);

describe('an alert that is over', () => {
	it('says how long, how deep, and how many more were lost than expected', () => {
		const { zh, en } = alertWords(over, AS_OF);
		expect(zh).toBe(
			'晚间接通率下降：19:16 起，229 次中为 81.7%（预期 92.4%），比预期多失 25 通，已恢复，历时 42 分钟，最低 65.0%'
		);
		expect(en).toMatch(/25 more lost than expected, recovered after 42 min, at worst 65.0%/);
		expect(noticeOf('resolved', [over], NOW).title.zh).toMatch(/^【恢复】/);
	});

	it.each([
		['expired', /不再有来电可判断/, /nothing came any more/],
		['rule_changed', /设置已改/, /its settings were changed/]
	] as const)('does not say that it recovered when it has %s', (resolution, zh, en) => {
		const alert: Alert = { ...over, resolution };
		expect(alertWords(alert, AS_OF).zh).toMatch(zh);
		expect(alertWords(alert, AS_OF).en).toMatch(en);
		const { title, text } = noticeOf('resolved', [alert], NOW);
		expect(title.zh).toMatch(/^【结束】/);
		expect(JSON.stringify([title, text])).not.toMatch(/恢复|recovered|Resolved/);
	});

	it('says how long it was at most where that is what was watched', () => {
		const wait: Alert = {
			...over,
			kind: 'wait',
			observed: null,
			expected: null,
			observed_seconds: 420,
			depth: 420,
			excess_lost: null
		};
		expect(alertWords(wait, AS_OF).zh).toMatch(/最长 7 分钟，已恢复/);
		expect(alertWords({ ...wait, state: 'firing' }, AS_OF).zh).toMatch(/已 7 分钟/);
	});

	it('names the day on which something began to sink, and how many days it went on', () => {
		const sink: Alert = {
			...over,
			kind: 'sink',
			since: '2026-11-12T00:00:00.000+08:00',
			resolved_at: '2026-11-23T00:00:00.000+08:00',
			depth: null
		};
		expect(alertWords(sink, AS_OF).zh).toMatch(/^晚间接通率缓慢下滑：11-12 起.*历时 11 天/);
	});

	it('calls what rises and what is lost by its name', () => {
		const complaints: Alert = {
			...over,
			scope: { ...over.scope, measure: 'complaint_rate', slot: null },
			expected: 0.02,
			observed: rate(12, 100),
			depth: 0.25,
			excess_lost: 10
		};
		expect(alertWords(complaints, AS_OF).zh).toMatch(/比预期多 10 件投诉.*最高 25.0%/);
	});
});
