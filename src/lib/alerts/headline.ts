/** An alert in a few words and one line of figures, as banners and lists say it. Pure. */
import { ALERT_KINDS, type Alert, type Words } from '../contract/alerts.ts';
import { countsBad } from '../contract/alert-rules.ts';
import { MEASURES, type Measure } from '../contract/measures.ts';
import { ONLINE_SLOTS, PHONE_SLOTS } from '../contract/slots.ts';

type Lang = keyof Words;

const FALLS: Partial<Record<Alert['kind'], Words>> = {
	fall: { zh: '下降', en: 'falls' },
	target: { zh: '低于目标', en: 'below target' },
	sink: { zh: '缓慢下滑', en: 'sinks slowly' }
};

/** A share of what is watched online, not the catalogue's duration. */
export const ONLINE_RESPONSE: Words = { zh: '在线及时响应率', en: 'Online response in time' };

const measureOf = (id: string) => (MEASURES as Record<string, Measure>)[id];

/** A rate that is better low does not fall when it goes badly. */
const RISES: typeof FALLS = {
	fall: { zh: '上升', en: 'rises' },
	target: { zh: '高于目标', en: 'above target' },
	sink: { zh: '缓慢上升', en: 'rises slowly' }
};

function measureName(id: string, lang: Lang): string {
	if (id === 'online_response') return ONLINE_RESPONSE[lang];
	return measureOf(id)?.[lang] ?? id;
}

function slotName({ slot, measure }: Alert['scope'], lang: Lang): string {
	const slots = measure?.startsWith('online') ? ONLINE_SLOTS : PHONE_SLOTS;
	return slots.find(({ id }) => id === slot)?.[lang] ?? '';
}

/** Whether it goes badly by rising. */
export function isRise({ scope }: Alert): boolean {
	return scope.measure !== null && countsBad(scope.measure);
}

/** `Evening: connection rate`, `Connection rate`. */
const inSlot = (slot: string, what: string) => (slot ? `${slot}: ${what.toLowerCase()}` : what);

/** `晚间接通率下降`, `Evening: connection rate falls`. */
export function headline(alert: Alert): Words {
	const { measure, subject } = alert.scope;
	const line = alert.scope.line ?? '';
	const what = (isRise(alert) ? RISES : FALLS)[alert.kind];
	const kind = ALERT_KINDS[alert.kind];
	const [zhSlot, enSlot] = [slotName(alert.scope, 'zh'), slotName(alert.scope, 'en')];
	if (what && measure)
		return {
			zh: `${zhSlot}${measureName(measure, 'zh')}${what.zh}${line && `（${line}）`}`,
			en: `${inSlot(enSlot, measureName(measure, 'en'))} ${what.en}${line && ` (${line})`}`
		};
	if (alert.kind === 'wait')
		return {
			zh: `${zhSlot}${kind.zh}`,
			en: inSlot(enSlot, kind.en)
		};
	return subject
		? { zh: `${kind.zh}：${subject}`, en: `${kind.en}: ${subject}` }
		: { zh: kind.zh, en: kind.en };
}

const percent = (ratio: number) => `${(ratio * 100).toFixed(1)}%`;

export function duration(seconds: number): Words {
	if (seconds < 120) return { zh: `${Math.round(seconds)} 秒`, en: `${Math.round(seconds)} s` };
	const minutes = Math.round(seconds / 60);
	const hours = Math.round(seconds / 3600);
	if (hours >= 72)
		return { zh: `${Math.round(hours / 24)} 天`, en: `${Math.round(hours / 24)} days` };
	if (minutes >= 120) return { zh: `${hours} 小时`, en: `${hours} h` };
	return { zh: `${minutes} 分钟`, en: `${minutes} min` };
}

/** What goes badly beyond the expected, by measure: not everything that is watched is lost calls. */
const EXCESS: Record<string, readonly [zh: string, en: string]> = {
	connection_rate_15s: ['多 {n} 通超时', '{n} more too late'],
	online_connection_rate: ['多失 {n} 次', '{n} more lost'],
	online_response: ['多 {n} 次超时', '{n} more too late'],
	complaint_rate: ['多 {n} 件投诉', '{n} more complaints'],
	after_call_satisfaction: ['多 {n} 个不满意', '{n} more dissatisfied'],
	callback_satisfaction: ['多 {n} 个不满意', '{n} more dissatisfied']
};

/** `多失 25 通`; null of none. */
export function excess({ excess_lost, scope }: Alert): Words | null {
	const n = Math.round(excess_lost ?? 0);
	if (n <= 0) return null;
	const [zh, en] = EXCESS[scope.measure ?? ''] ?? ['多失 {n} 通', '{n} more lost'];
	return { zh: zh.replace('{n}', `${n}`), en: en.replace('{n}', `${n}`) };
}

/** When it began: the clock, with the date where that is not `asOf`'s; what sinks began on a day. */
export function clockOf({ kind, since }: Alert, asOf: string): string {
	if (kind === 'sink') return since.slice(5, 10);
	const isToday = since.slice(0, 10) === asOf.slice(0, 10);
	return isToday ? since.slice(11, 16) : since.slice(5, 16).replace('T', ' ');
}

/** `19:16 以来 81.6%，应有 92.4%，多失 25 通`, of all that came since; the date too where it began on another day than `asOf`. */
export function figures(alert: Alert, asOf: string): Words {
	const { expected, observed, observed_seconds } = alert;
	const clock = clockOf(alert, asOf);
	const value = observed?.value ?? null;
	const zh = [value === null ? `${clock} 起` : `${clock} 以来 ${percent(value)}`];
	const en = [value === null ? `since ${clock}` : `${percent(value)} since ${clock}`];
	if (observed) {
		if (expected !== null) {
			zh.push(`应有 ${percent(expected)}`);
			en.push(`expected ${percent(expected)}`);
		}
		const lost = excess(alert);
		if (lost) {
			zh.push(lost.zh);
			en.push(lost.en);
		}
	} else if (observed_seconds !== null) {
		const words = duration(observed_seconds);
		zh.push(`已 ${words.zh}`);
		en.push(`${words.en} so far`);
	}
	return { zh: zh.join('，'), en: en.join(', ') };
}
