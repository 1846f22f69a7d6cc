import { describe, expect, test } from 'vitest';
import { chooseReading, type Reading } from './readings.ts';

const window = { from: 1000, to: 2000 };

function reading(id: string, over: Partial<Reading> = {}): Reading {
	return {
		reading_id: id,
		item: 'trust',
		value: 90,
		method: 'survey',
		from: 1000,
		to: 2000,
		n: null,
		...over
	};
}

describe('chooseReading', () => {
	test.each<[string, Reading[], string | null]>([
		['nothing was sent', [], null],
		['another item only', [reading('a', { item: 'awareness' })], null],
		['ends as the window begins', [reading('a', { from: 0, to: 1000 })], null],
		['begins as the window ends', [reading('a', { from: 2000, to: 3000 })], null],
		['overlaps by a millisecond', [reading('a', { from: 0, to: 1001 })], 'a'],
		['covers the window', [reading('a', { from: 0, to: 9000 })], 'a'],
		['an empty period overlaps nothing', [reading('a', { from: 1500, to: 1500 })], null],
		[
			'inspection before survey before declared, however late',
			[
				reading('declared', { method: 'declared', to: 3000 }),
				reading('survey', { to: 2500 }),
				reading('inspection', { method: 'inspection', to: 1500 })
			],
			'inspection'
		],
		[
			'an inspection of another time leaves the survey',
			[reading('survey'), reading('inspection', { method: 'inspection', from: 0, to: 900 })],
			'survey'
		],
		['the latest end first', [reading('z', { to: 1800 }), reading('a', { to: 1900 })], 'a'],
		['then the greater id', [reading('r10'), reading('r9'), reading('r1')], 'r9']
	])('%s', (_, readings, chosen) => {
		const ids = [readings, [...readings].reverse()].map(
			(order) => chooseReading(order, 'trust', window)?.reading_id ?? null
		);
		expect(ids).toEqual([chosen, chosen]);
	});
});
