/** What an alert says, in both languages; never anything about a person. */
import type { Alert, AlertKind, AlertNotice, NoticeKind, Words } from '#contract/alerts';
import { formatInstant } from '#contract/instant';
import { placeName } from '#reference/prefectures';
import { clockOf, duration, excess, headline, isRise } from '../../src/lib/alerts/headline.ts';

const percent = (ratio: number) => `${(ratio * 100).toFixed(1)}%`;

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

/** Only what has recovered may say so. */
const ENDS: Record<NonNullable<Alert['resolution']>, Words> = {
	recovered: { zh: '已恢复', en: 'recovered' },
	expired: { zh: '之后不再有来电可判断', en: 'nothing came any more to judge by' },
	rule_changed: { zh: '设置已改，不再监看', en: 'its settings were changed, it is watched no more' }
};

/** One alert in one or two sentences. */
export function alertWords(alert: Alert, asOf: string): Words {
	const { zh, en } = headline(alert);
	const isOver = alert.state === 'resolved';
	const clock = clockOf(alert, asOf);
	const zhParts = [`${zh}：${clock} 起`];
	const enParts = [`${en}: since ${clock}`];
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
		zhParts.push(isOver ? `最长 ${words.zh}` : `已 ${words.zh}`);
		enParts.push(isOver ? `at most ${words.en}` : `${words.en} so far`);
	}
	const lost = excess(alert);
	if (lost) {
		zhParts.push(`比预期${lost.zh}`);
		enParts.push(`${lost.en} than expected`);
	}
	if (isOver && alert.resolved_at) {
		const long = duration((Date.parse(alert.resolved_at) - Date.parse(alert.since)) / 1000);
		const end = ENDS[alert.resolution ?? 'recovered'];
		zhParts.push(`${end.zh}，历时 ${long.zh}`);
		enParts.push(`${end.en} after ${long.en}`);
		if (alert.depth !== null && alert.observed) {
			zhParts.push(`${isRise(alert) ? '最高' : '最低'} ${percent(alert.depth)}`);
			enParts.push(`at worst ${percent(alert.depth)}`);
		}
	}
	const advice = isOver ? undefined : ADVICE[alert.kind];
	const end = (mark: string, words: string | undefined) => (words ? `${mark}${words}` : '');
	return {
		zh: zhParts.join('，') + end('。', advice?.zh),
		en: enParts.join(', ') + end('. ', advice?.en)
	};
}

const PREFIX: Record<'firing' | 'resolved' | 'ended' | 'escalated', Words> = {
	firing: { zh: '告警', en: 'Alert' },
	resolved: { zh: '恢复', en: 'Resolved' },
	ended: { zh: '结束', en: 'Ended' },
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
	const at = formatInstant(now);
	const words = alerts.map((alert) => alertWords(alert, at));
	const isRecovered = alerts.every(({ resolution }) => resolution === 'recovered');
	const prefix = PREFIX[kind === 'resolved' && !isRecovered ? 'ended' : kind];
	return {
		id: `${first.id}/${kind}`,
		kind,
		city: first.city,
		at,
		alert: first,
		alerts,
		title: {
			zh: `【${prefix.zh}】${placeName(first.city, 'zh')} ${subject.zh}${more > 0 ? `（等 ${more + 1} 项）` : ''}`,
			en: `[${prefix.en}] ${placeName(first.city, 'en')} · ${subject.en}${more > 0 ? ` (and ${more} more)` : ''}`
		},
		text: {
			zh: words.map(({ zh }) => zh).join('\n'),
			en: words.map(({ en }) => en).join('\n')
		}
	};
}
