/** A message as the outbox holds it: both languages, frozen when it was queued. */
import type { Alert, AlertNotice, NoticeKind, Words } from '#contract/alerts';
import type { FailureReason, Severity } from '#contract/channels';
import { REASON_WORDS } from '../../src/lib/alerts/reasons.ts';

export interface Message {
	/** Id of the notice; never delivered twice by one channel. */
	notice: string;
	kind: NoticeKind;
	city: string;
	at: string;
	severity: Severity;
	title: Words;
	text: Words;
	alerts: Alert[];
}

/** Notes are free text that people wrote: they do not leave the house. */
const withoutNote = (alert: Alert): Alert =>
	alert.acknowledged ? { ...alert, acknowledged: { ...alert.acknowledged, note: '' } } : alert;

export function messageOf(notice: AlertNotice): Message {
	const alerts = notice.alerts.map(withoutNote);
	const graves = [notice.alert, ...notice.alerts];
	return {
		notice: notice.id,
		kind: notice.kind,
		city: notice.city,
		at: notice.at,
		severity: graves.some((alert) => alert?.severity === 'critical') ? 'critical' : 'warning',
		title: notice.title,
		text: notice.text,
		alerts
	};
}

/** Many messages in one, the gravest first. */
export function digestOf(messages: readonly Message[], at: string): Message {
	const [grave, other] = [
		messages.filter(({ severity }) => severity === 'critical'),
		messages.filter(({ severity }) => severity !== 'critical')
	];
	const ordered = [...grave, ...other];
	const clock = (message: Message) => message.at.slice(11, 16);
	const lines = (lang: keyof Words) =>
		ordered.map((message) => `${clock(message)} ${message.title[lang]}`).join('\n');
	return {
		notice: `digest:${ordered.map(({ notice }) => notice).join('|')}`,
		kind: 'digest',
		city: ordered[0]?.city ?? '',
		at,
		severity: grave.length > 0 ? 'critical' : 'warning',
		title: {
			zh: `${ordered.length} 条告警合并发送`,
			en: `${ordered.length} alerts in one message`
		},
		text: { zh: lines('zh'), en: lines('en') },
		alerts: ordered.flatMap(({ alerts }) => alerts)
	};
}

export function testMessage(name: string, at: string): Message {
	return {
		notice: `test:${at}`,
		kind: 'test',
		city: '',
		at,
		severity: 'warning',
		title: { zh: '热线告警测试', en: 'Hotline alerts: test' },
		text: {
			zh: `这是渠道“${name}”的测试消息，收到即表示设置正确，无需处理。`,
			en: `A test of the channel “${name}”: if you read this, it works. Nothing to do.`
		},
		alerts: []
	};
}

/** A channel that failed, told through the others; or that it works again. */
export function channelMessage(
	channel: { id: string; name: string; city: string },
	since: number,
	reason: FailureReason | null,
	at: string
): Message {
	const words = reason && REASON_WORDS[reason];
	const kind = reason === null ? 'channel_works' : 'channel_failed';
	return {
		notice: `${kind}:${channel.id}:${since}`,
		kind,
		city: channel.city,
		at,
		severity: 'warning',
		title: words
			? { zh: `通知渠道“${channel.name}”发送失败`, en: `Channel “${channel.name}” fails` }
			: { zh: `通知渠道“${channel.name}”已恢复`, en: `Channel “${channel.name}” works again` },
		text: words ?? { zh: '积压的消息正在补发。', en: 'Waiting messages are being sent.' },
		alerts: []
	};
}
