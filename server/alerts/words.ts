/** What an alert says, in both languages; never anything about a person. */
import {
	ALERT_KINDS,
	type Alert,
	type AlertNotice,
	type NoticeKind,
	type Words
} from '#contract/alerts';
import { MEASURES, type Measure, type MeasureId } from '#contract/measures';
import { formatInstant } from '#contract/instant';
import { prefecture } from '#reference/prefectures';

const percent = (ratio: number) => `${(ratio * 100).toFixed(1)}%`;
const clock = (instant: string) => instant.slice(11, 16);

function measureWords(id: string | null): Words {
	if (id === 'online_response') return { zh: '在线及时响应率', en: 'Online response in time' };
	const measure = MEASURES[id as MeasureId] as Measure | undefined;
	return measure ? { zh: measure.zh, en: measure.en } : { zh: id ?? '', en: id ?? '' };
}

const cityWords = (city: string) => prefecture(city)?.name ?? city;

function subjectWords(alert: Alert): Words {
	const kind = ALERT_KINDS[alert.kind];
	const measure = measureWords(alert.scope.measure);
	const subject = alert.scope.subject ?? alert.scope.line ?? '';
	const join = (...parts: string[]) => parts.filter((part) => part !== '').join(' ');
	return {
		zh: join(measure.zh, kind.zh, subject),
		en: join(measure.en, kind.en.toLowerCase(), subject)
	};
}

function minutesBetween(from: string, to: string): number {
	return Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
}

/** One alert in one or two sentences. */
export function alertWords(alert: Alert): Words {
	const { zh, en } = subjectWords(alert);
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
		zhParts.push(`${Math.round(alert.observed_seconds)} 秒`);
		enParts.push(`${Math.round(alert.observed_seconds)} s`);
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
	return { zh: zhParts.join('，'), en: enParts.join(', ') };
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
	const subject = subjectWords(first);
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
