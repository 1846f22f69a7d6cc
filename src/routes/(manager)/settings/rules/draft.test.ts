import { describe, expect, it } from 'vitest';
import { alertRuleSchema, DEFAULT_RULES } from '$lib/contract/alert-rules.ts';
import { draftOf, readHours, ruleOf } from './draft.ts';

describe('the form of a rule', () => {
	it.each(Object.entries(DEFAULT_RULES))(
		'gives %s back as it was when nothing is changed',
		(_, rule) => {
			expect(alertRuleSchema.parse(ruleOf(rule, draftOf(rule)))).toEqual(rule);
		}
	);
	it('takes points for ratios', () => {
		const rule = DEFAULT_RULES.evening!;
		expect(ruleOf(rule, { ...draftOf(rule), fall: 12.5 })).toMatchObject({ fall: 0.125 });
	});
	it.each([
		['17-24', [[17, 24]]],
		[
			'9-12, 14–18',
			[
				[9, 12],
				[14, 18]
			]
		],
		[
			'9-12，14-18',
			[
				[9, 12],
				[14, 18]
			]
		],
		['evening', null],
		['', null]
	])('reads the hours %j', (text, hours) => {
		expect(readHours(text)).toEqual(hours);
	});
});
