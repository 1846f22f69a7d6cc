import { describe, expect, it } from 'vitest';
import { draftOf, EMPTY, faultsOf, hasEnded, typedOf, type Typed } from './draft.ts';

const typed: Typed = {
	item: 'awareness',
	value: '83.5',
	method: 'survey',
	from: '2026-10-01',
	to: '2026-10-31',
	n: '400',
	note: ' 电话访问 '
};

describe('a reading that somebody types', () => {
	it('is sent in the item’s unit, with the last day included', () => {
		expect(faultsOf(typed)).toEqual({});
		expect(draftOf(typed)).toEqual({
			item: 'awareness',
			value: 0.835,
			method: 'survey',
			from: '2026-10-01T00:00:00.000+08:00',
			to: '2026-11-01T00:00:00.000+08:00',
			n: 400,
			note: '电话访问'
		});
	});
	it('comes back into the form as it was typed', () => {
		expect(typedOf(draftOf(typed))).toEqual({ ...typed, note: '电话访问' });
		const hours = { ...draftOf(typed), to: '2026-10-31T12:00:00.000+08:00' };
		expect(draftOf(typedOf(hours))).toEqual(hours);
	});
	it.each<[Partial<Typed>, object]>([
		[{ item: 'smile' }, { item: 'unknown' }],
		[{ value: '130' }, { value: 'range' }],
		[{ value: 'many' }, { value: 'number' }],
		[{ value: '' }, { value: 'missing' }],
		[{ to: '2026-09-30' }, { to: 'reversed' }],
		[{ from: '2026-02-30' }, { from: 'day' }],
		[{ method: 'rumour' }, { method: 'unknown' }],
		[{ n: '1.5' }, { n: 'count' }],
		[{ item: 'trust', value: '91', from: '' }, { from: 'missing' }]
	])('with %o is told %o', (change, faults) => {
		expect(faultsOf({ ...typed, ...change })).toEqual(faults);
	});
	it('of one day is a whole day; an empty one names what it lacks', () => {
		expect(faultsOf({ ...typed, to: '2026-10-01' })).toEqual({});
		expect(faultsOf(EMPTY)).toEqual({
			item: 'missing',
			value: 'missing',
			from: 'missing',
			to: 'missing'
		});
	});
	it('has ended where its period lies before the window', () => {
		const { to } = draftOf(typed);
		expect([hasEnded({ to }, Date.parse(to)), hasEnded({ to }, Date.parse(to) - 1)]).toEqual([
			true,
			false
		]);
	});
});
