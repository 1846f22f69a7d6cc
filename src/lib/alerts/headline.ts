/** An alert in a few words and one line of figures, as banners and lists say it. Pure. */
import { ALERT_KINDS, type Alert, type Words } from '../contract/alerts.ts';
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

/** `晚间接通率下降`, `Evening: connection rate falls`. */
export function headline(alert: Alert): Words {
	const { measure, subject } = alert.scope;
	const line = alert.scope.line ?? '';
	const isLower = measure !== null && measureOf(measure)?.better === 'lower';
	const what = (isLower ? RISES : FALLS)[alert.kind];
	const kind = ALERT_KINDS[alert.kind];
	const [zhSlot, enSlot] = [slotName(alert.scope, 'zh'), slotName(alert.scope, 'en')];
	if (what && measure)
		return {
			zh: `${zhSlot}${measureName(measure, 'zh')}${what.zh}${line && `（${line}）`}`,
			en: `${enSlot ? `${enSlot}: ` : ''}${measureName(measure, 'en').toLowerCase()} ${what.en}${line && ` (${line})`}`
		};
	if (alert.kind === 'wait')
		return {
			zh: `${zhSlot}${kind.zh}`,
			en: `${enSlot ? `${enSlot}: ` : ''}${kind.en.toLowerCase()}`
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
	if (minutes >= 120) return { zh: `${hours} 小时`, en: `${hours} h` };
	return { zh: `${minutes} 分钟`, en: `${minutes} min` };
}

/** `19:16 起，应有 92.4%，现 81.6%，多失 25 通`; the date too where it began on another day than `asOf`. */
export function figures(alert: Alert, asOf: string): Words {
	const { since, expected, observed, observed_seconds, excess_lost } = alert;
	const isToday = since.slice(0, 10) === asOf.slice(0, 10);
	const clock = isToday ? since.slice(11, 16) : since.slice(5, 16).replace('T', ' ');
	const zh = [`${clock} 起`];
	const en = [`since ${clock}`];
	if (observed) {
		if (expected !== null) {
			zh.push(`应有 ${percent(expected)}`);
			en.push(`expected ${percent(expected)}`);
		}
		if (observed.value !== null) {
			zh.push(`现 ${percent(observed.value)}`);
			en.push(`now ${percent(observed.value)}`);
		}
		const lost = Math.round(excess_lost ?? 0);
		if (lost > 0) {
			zh.push(`多失 ${lost} ${alert.scope.measure?.startsWith('online') ? '次' : '通'}`);
			en.push(`${lost} more lost`);
		}
	} else if (observed_seconds !== null) {
		const words = duration(observed_seconds);
		zh.push(`已 ${words.zh}`);
		en.push(`${words.en} so far`);
	}
	return { zh: zh.join('，'), en: en.join(', ') };
}
