import { describe, expect, it } from 'vitest';
import type { LogCounts, Quality, SourceQuality } from '$lib/contract/quality.ts';
import { issueWords, shareOf } from './issue-words.ts';
import { issuesOf } from './issues.ts';
import { overwriteGetLocale } from '$lib/words/compiled/runtime.js';

const counts: LogCounts = {
	events: 1000,
	by_type: { call: 1000 },
	repeats: 5,
	conflicts: 0,
	corrections: 7,
	withdrawals: 1,
	rejected: 0,
	rows_rejected: 0,
	unmapped: 0,
	late: { n: 900, over_1h: 0, over_1d: 0, over_7d: 0 },
	skew: { n: 900, ahead: 0, max_seconds: null },
	first_received_at: null,
	last_received_at: null,
	last_event_at: null
};
const source: SourceQuality = {
	...counts,
	id: 'pbx-1',
	kind: 'token',
	via: null,
	undone: false,
	repeated: false,
	files: [],
	state: 'alive',
	last_heartbeat_at: null
};
const calm: Quality = {
	city: '420100',
	as_of: '2026-11-23T19:42:07.000+08:00',
	from: '2026-10-24T19:42:07.000+08:00',
	to: '2026-11-23T19:42:07.000+08:00',
	settled: true,
	total: counts,
	sources: [source],
	conflicts: [],
	rejected: [],
	unknown_values: [],
	rows_rejected: [],
	unmapped_values: [],
	undecided: {
		total: 0,
		in_window: { value: 0, numerator: 0, denominator: 10, low: 0, high: 0.3 },
		oldest: []
	},
	fields: [],
	coverage_cost: { unknown: 0, thin: 0 }
};
const bad: Quality = {
	...calm,
	total: {
		...counts,
		conflicts: 2,
		rejected: 250,
		rows_rejected: 12,
		unmapped: 30,
		late: { n: 900, over_1h: 90, over_1d: 9, over_7d: 1 },
		skew: { n: 900, ahead: 3, max_seconds: 95 }
	},
	sources: [
		source,
		{ ...source, id: 'crm', state: 'silent' },
		{ ...source, id: 'run', state: 'import' }
	],
	rejected: [{ code: 'field_invalid', n: 250, unplaced: 0, last_at: calm.as_of, examples: [] }],
	unknown_values: [{ field: 'channel', value: 'fax', n: 4, last_at: calm.as_of }],
	rows_rejected: [{ reason: 'time_serial', n: 12, last_at: calm.as_of, by: [] }],
	unmapped_values: [{ column: '渠道', value: '传真', n: 30, last_at: calm.as_of, by: [] }],
	undecided: {
		total: 4,
		in_window: { value: 0.25, numerator: 3, denominator: 12, low: 0, high: 1 },
		oldest: null
	},
	coverage_cost: { unknown: 0.06, thin: 0.02 }
};

describe('what there is to do', () => {
	it('is nothing where repeats, corrections and withdrawals are all there is', () =>
		expect(issuesOf(calm)).toEqual([]));

	it('is listed with what needs acting first', () => {
		const issues = issuesOf(bad);
		expect(issues.map(({ id }) => id)).toEqual([
			'silent',
			'undecided',
			'rejected',
			'rowsRejected',
			'conflicts',
			'cost',
			'unknownValues',
			'unmapped',
			'skew',
			'late'
		]);
		expect(issues.map(({ level }) => level).join(' ')).toMatch(/^(act ?)+(watch ?)+$/);
		expect(issues[0]).toMatchObject({ names: ['crm'] });
		expect(issues[2]).toMatchObject({ n: 250, share: 0.2, top: 'field_invalid' });
	});

	it.each(['zh', 'en'] as const)('is said in plain words (%s), each with what to do', (lang) => {
		overwriteGetLocale(() => lang);
		for (const issue of issuesOf(bad)) {
			const words = issueWords(issue, lang);
			for (const said of Object.values(words)) expect(said).not.toMatch(/undefined|NaN|^$/);
		}
	});
});

it('a small share is not rounded to none, nor a large one to all', () => {
	const shares = [null, 0, 0.00001, 0.25, 0.99999, 1].map(shareOf);
	expect(shares).toEqual(['—', '0.0%', '<0.1%', '25.0%', '>99.9%', '100.0%']);
});
