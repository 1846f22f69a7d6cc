/** A rule in plain words. */
import { ONLINE_RESPONSE } from '$lib/alerts/headline.ts';
import {
	countsBad,
	RULE_NAMES,
	type RuleView,
	type WatchedMeasure
} from '$lib/contract/alert-rules.ts';
import { MEASURES } from '$lib/contract/measures.ts';
import { lang } from '$lib/ui/language.svelte.ts';
import { count, percent } from '$lib/format.ts';
import { m } from '$lib/words/m.ts';

/** Those that are there until somebody sets them. */
export const RULE_IDS = Object.keys(RULE_NAMES);

/** People name their own rules by their id. */
export const ruleName = (id: string): string => RULE_NAMES[id]?.[lang()] ?? id;

/** What it promises in this city, clause by clause. */
export function promises({ value, words }: RuleView): string[] {
	if (!value.enabled) return [m.alerts_rule_off()];
	if (value.kind === 'wait') return [m.alerts_rule_wait({ seconds: value.seconds })];
	if (value.kind === 'silence') return [m.alerts_rule_silence({ minutes: value.minutes })];
	if (value.kind === 'sink') return [m.alerts_rule_sink()];
	if (!words || words.usual === null || words.falls_to === null || words.delay_facts === null)
		return [m.alerts_rule_thin()];
	// Of a rate that is better low, the good share is shown as the bad one that people know.
	const show = (good: number) => percent(countsBad(value.measure) ? 1 - good : good);
	const fall = { usual: show(words.usual), to: show(words.falls_to) };
	return [
		m.alerts_rule_cries({
			days: count(Math.round(words.false_alert_days ?? value.false_alert_days))
		}),
		words.delay_facts > words.facts_a_day
			? m.alerts_rule_misses({ ...fall, facts: count(Math.round(words.facts_a_day)) })
			: m.alerts_rule_hears({
					...fall,
					facts: count(Math.round(words.delay_facts)),
					minutes: count(Math.round(words.delay_minutes ?? 0))
				}),
		...(words.deep_to === null || words.deep_facts === null
			? []
			: [
					m.alerts_rule_deep({
						to: show(words.deep_to),
						facts: count(Math.ceil(words.deep_facts))
					})
				])
	];
}

/** What a rule can watch, as people call it. */
export function measureName(id: WatchedMeasure): string {
	return (id === 'online_response' ? ONLINE_RESPONSE : MEASURES[id])[lang()];
}
