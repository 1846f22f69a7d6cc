/** A rule as a form holds it: percent points and hours as people write them. Pure. */
import type { AlertRule } from '$lib/contract/alert-rules.ts';

export interface RuleDraft {
	enabled: boolean;
	severity: AlertRule['severity'];
	/** `9-12, 14-18`. */
	hours: string;
	/** Null: never. */
	escalate: number | null;
	/** Points. */
	fall: number;
	days: number;
	/** Percent. */
	target: number;
	/** Of a rule about one line; empty: all. */
	line: string;
	seconds: number;
	minutes: number;
}

const points = (ratio: number) => Math.round(ratio * 1000) / 10;

export function draftOf(rule: AlertRule): RuleDraft {
	const isRate = rule.kind === 'fall' || rule.kind === 'target';
	return {
		enabled: rule.enabled,
		severity: rule.severity,
		hours: rule.hours.map(([from, to]) => `${from}-${to}`).join(', '),
		escalate: rule.escalate_after_minutes,
		fall: isRate ? points(rule.fall) : 0,
		days: isRate ? rule.false_alert_days : 0,
		target: rule.kind === 'target' ? points(rule.target) : 0,
		line: isRate ? (rule.line ?? '') : '',
		seconds: rule.kind === 'wait' ? rule.seconds : 0,
		minutes: rule.kind === 'silence' ? rule.minutes : 0
	};
}

/** Hour ranges, or null for what cannot be read. */
export function readHours(text: string): [number, number][] | null {
	const ranges = text
		.split(/[,，;；]/)
		.map((part) => /^\s*(\d{1,2})\s*[-–—~]\s*(\d{1,2})\s*$/.exec(part));
	if (ranges.some((range) => range === null)) return null;
	return ranges.map((range) => [Number(range![1]), Number(range![2])]);
}

/** The rule that a draft makes of another; the server has the last word on ranges. */
export function ruleOf(rule: AlertRule, draft: RuleDraft): Record<string, unknown> | null {
	const hours = readHours(draft.hours);
	if (hours === null) return null;
	const isRate = rule.kind === 'fall' || rule.kind === 'target';
	return {
		...rule,
		enabled: draft.enabled,
		severity: draft.severity,
		hours,
		escalate_after_minutes: draft.escalate,
		...(isRate && {
			fall: draft.fall / 100,
			false_alert_days: draft.days,
			line: draft.line.trim() || null
		}),
		...(rule.kind === 'target' && { target: draft.target / 100 }),
		...(rule.kind === 'wait' && { seconds: draft.seconds }),
		...(rule.kind === 'silence' && { minutes: draft.minutes })
	};
}
