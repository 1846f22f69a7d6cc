import { expect, it } from 'vitest';
import { alertRuleSchema, type AlertRule, type RuleWords } from '../contract/alert-rules.ts';
import { unfitOf } from './unfit.ts';

const rule = (more: object = {}): AlertRule =>
	alertRuleSchema.parse({ kind: 'fall', measure: 'connection_rate', ...more });
const WORDS: RuleWords = {
	false_alert_days: 30,
	usual: 0.95,
	falls_to: 0.8,
	delay_facts: 40,
	delay_minutes: 40,
	deep_to: 0.65,
	deep_facts: 15,
	facts_a_day: 420,
	dispersion: 1,
	always: false
};

it.each<[string, AlertRule, RuleWords | null, RegExp | null]>([
	['has nothing wrong', rule(), WORDS, null],
	['has no history', rule(), { ...WORDS, usual: null }, /too little history/],
	['watches hours without a fact', rule(), { ...WORDS, facts_a_day: 0 }, /too little history/],
	[
		'asks for more than is usual',
		rule({ kind: 'target', target: 0.99 }),
		{ ...WORDS, always: true },
		/nearly always/
	],
	[
		'waits for a fall that there is no room for',
		rule({ fall: 0.6 }),
		{ ...WORDS, usual: 0.4, falls_to: 0.01 },
		/can never fire/
	],
	['needs more facts than a day has', rule(), { ...WORDS, deep_facts: 500 }, /hardly ever/],
	['is switched off', rule({ enabled: false }), null, null],
	['is about waiting', rule({ kind: 'wait', seconds: 60 }), null, null]
])('a rule that %s', (_, one, words, said) => {
	const unfit = unfitOf(one, words)?.en ?? null;
	if (said === null) expect(unfit).toBeNull();
	else expect(unfit).toMatch(said);
});

it.each([
	[{ hours: 100, long: 60, calls: 500, waiting: 9 }, /nearly always: in 60.0%/],
	[{ hours: 100, long: 20, calls: 500, waiting: 9 }, null],
	[{ hours: 10, long: 10, calls: 500, waiting: 9 }, null],
	[
		{ hours: 100, long: 60, calls: 50, waiting: 0 },
		/never fire: all 50 calls .* none while it waited/
	],
	[{ hours: 100, long: 20, calls: 49, waiting: 0 }, null],
	[null, null]
])('a rule about waiting, where hours were so: %j', (waited, said) => {
	const unfit = unfitOf(rule({ kind: 'wait', seconds: 60 }), null, waited)?.en ?? null;
	if (said === null) expect(unfit).toBeNull();
	else expect(unfit).toMatch(said);
	expect(unfitOf(rule({ kind: 'wait', seconds: 60, enabled: false }), null, waited)).toBeNull();
});
