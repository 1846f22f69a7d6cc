/** What an alert says, in both languages; never anything about a person. */
import type { Alert, AlertKind, AlertNotice, NoticeKind, Words } from '#contract/alerts';
import { formatInstant } from '#contract/instant';
import { prefecture } from '#reference/prefectures';
import { duration, headline } from '../../src/lib/alerts/headline.ts';

const percent = (ratio: number) => `${(ratio * 100).toFixed(1)}%`;
const clock = (instant: string) => instant.slice(11, 16);

const cityWords = (city: string) => prefecture(city)?.name ?? city;

/** What whoever hears of it does first; nothing where the headline says it all. */
const ADVICE: Partial<Record<AlertKind, Words>> = {
	fall: {
		zh: '请查看排队与在岗坐席，必要时加派或转接',
		en: 'Look at the queue and who is on duty; add or divert'
	},
	sink: {
		zh: '请核对该时段的排班',
		en: 'Check how these hours are rostered'
	},
	wait: { zh: '请加派坐席接听', en: 'Add people to the queue' },
	silence: {
		zh: '请检查数据源和网络；期间不判断质量',
		en: 'Check the source and the network; quality is not judged meanwhile'
	},
	calendar: {
		zh: '请在“告警规则”里填写节假日和调休，否则节日按平日判断',
		en: 'Enter holidays and make-up workdays under alert rules, or they are judged as plain days'
	},
	rule: { zh: '请在“告警规则”里修改', en: 'Change it under alert rules' }
};

function minutesBetween(from: string, to: string): number {
	return Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
}

/** One alert in one or two sentences. */
export function alertWords(alert: Alert): Words {
	const { zh, en } = headline(alert);
	const zhParts = [`${zh}：${clock(alert.since)} 起`];
	const enParts = [`${en}: since ${clock(alert.since)}`];
	if (alert.observed?.value != null && alert.expected !== null) {
		zhParts.push(
			`${alert.observed.denominator} 次中为 ${percent(alert.observed.value)}（预期 ${percent(alert.expected)}）`
		);
		enParts.push(
			`${percent(alert.observed.value)} of ${alert.observed.denominator} (expected ${percent(alert.expected)})`
		);
	}
	if (alert.observed_seconds !== null) {
		const words = duration(alert.observed_seconds);
		zhParts.push(`已 ${words.zh}`);
		enParts.push(`${words.en} so far`);
	}
	if (alert.excess_lost !== null) {
		const lost = Math.round(alert.excess_lost);
		zhParts.push(`比预期多损失 ${lost} 次`);
		enParts.push(`${lost} more lost than expected`);
	}
	if (alert.state === 'resolved' && alert.resolved_at) {
		const minutes = minutesBetween(alert.since, alert.resolved_at);
		zhParts.push(`已恢复，历时 ${minutes} 分钟`);
		enParts.push(`over after ${minutes} min`);
		if (alert.depth !== null && alert.observed) {
			zhParts.push(`最低 ${percent(alert.depth)}`);
			enParts.push(`at worst ${percent(alert.depth)}`);
		}
	}
	const advice = alert.state === 'resolved' ? undefined : ADVICE[alert.kind];
	const end = (mark: string, words: string | undefined) => (words ? `${mark}${words}` : '');
	return {
		zh: zhParts.join('，') + end('。', advice?.zh),
		en: enParts.join(', ') + end('. ', advice?.en)
	};
}

const PREFIX: Record<'firing' | 'resolved' | 'escalated', Words> = {
	firing: { zh: '告警', en: 'Alert' },
	resolved: { zh: '恢复', en: 'Resolved' },
	escalated: { zh: '升级：无人确认', en: 'Escalated, nobody acknowledged' }
};

/** A notice about a group's alerts, the gravest first. */
export function noticeOf(
	kind: Extract<NoticeKind, 'firing' | 'resolved' | 'escalated'>,
	alerts: [Alert, ...Alert[]],
	now: number
): AlertNotice {
	const [first] = alerts;
	const subject = headline(first);
	const more = alerts.length - 1;
	const city = cityWords(first.city);
	return {
		id: `${first.id}/${kind}`,
		kind,
		city: first.city,
		at: formatInstant(now),
		alert: first,
		alerts,
		title: {
			zh: `【${PREFIX[kind].zh}】${city} ${subject.zh}${more > 0 ? `（等 ${more + 1} 项）` : ''}`,
			en: `[${PREFIX[kind].en}] ${city} ${subject.en}${more > 0 ? ` (and ${more} more)` : ''}`
		},
		text: {
			zh: alerts.map((alert) => alertWords(alert).zh).join('\n'),
			en: alerts.map((alert) => alertWords(alert).en).join('\n')
		}
	};
}
