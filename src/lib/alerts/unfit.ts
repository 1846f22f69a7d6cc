/** What is wrong with a rule in a city as it is: it can never fire, or nearly always does. Pure. */
import type { AlertRule, RuleWords } from '../contract/alert-rules.ts';
import type { Words } from '../contract/alerts.ts';

/** What a rule about waiting has to go by. */
export interface Waited {
	/** Of the last two weeks: hours that it watches with a call, and with so long a wait. */
	hours: number;
	long: number;
	/** Calls of the last day that were heard of soon, and those heard of while they still waited. */
	calls: number;
	waiting: number;
}

/** `words` are null of a rule that is no rate, `waited` of any but one about waiting. One that is off is meant so. */
export function unfitOf(
	rule: AlertRule,
	words: RuleWords | null,
	waited: Waited | null = null
): Words | null {
	if (!rule.enabled) return null;
	if (rule.kind === 'wait') return waited && unfitWait(waited);
	if (rule.kind !== 'fall' && rule.kind !== 'target') return null;
	if (!words || words.usual === null || words.facts_a_day === 0)
		return {
			zh: '目前无法触发：该时段历史数据不足',
			en: 'It cannot fire yet: too little history in these hours'
		};
	if (rule.kind === 'target' && words.always)
		return {
			zh: '几乎总在触发：平时就低于目标',
			en: 'It will fire nearly always: the usual level is below the target'
		};
	if (words.falls_to !== null && words.usual - words.falls_to < rule.fall * 0.9)
		return {
			zh: `无法触发：平时为 ${percent(words.usual)}，降不了 ${percent(rule.fall)}`,
			en: `It can never fire: the usual level is ${percent(words.usual)}, which cannot fall by ${percent(rule.fall)}`
		};
	if (words.deep_facts !== null && words.deep_facts > words.facts_a_day)
		return {
			zh: `几乎不会触发：即使降幅加倍也要约 ${Math.round(words.deep_facts)} 条记录，而每天只有 ${Math.round(words.facts_a_day)} 条`,
			en: `It will hardly ever fire: even a fall twice as deep needs about ${Math.round(words.deep_facts)} records, and a day has ${Math.round(words.facts_a_day)}`
		};
	return null;
}

/** Fewer hours, or calls, say nothing yet. */
const LEAST_HOURS = 24;
const LEAST_CALLS = 50;

function unfitWait({ hours, long, calls, waiting }: Waited): Words | null {
	if (waiting === 0 && calls >= LEAST_CALLS)
		return {
			zh: `无法触发：近一天 ${calls} 通来电都在接通或挂断之后才报来，等待中的来电看不到`,
			en: `It can never fire: all ${calls} calls of the last day were reported after their answer or end, none while it waited`
		};
	if (hours < LEAST_HOURS || long < hours / 2) return null;
	return {
		zh: `几乎总在触发：近两周有 ${percent(long / hours)} 的小时都有人等这么久`,
		en: `It will fire nearly always: in ${percent(long / hours)} of the last two weeks' hours somebody waited so long`
	};
}

const percent = (ratio: number) => `${(ratio * 100).toFixed(1)}%`;
