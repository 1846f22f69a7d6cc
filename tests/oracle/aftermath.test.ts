import { describe, expect, it } from 'vitest';
import type { SentEvent } from './event.ts';
import { at, parts, rating, tenth, ticket } from './examples.ts';

const created = (rest: SentEvent = {}) => ticket('c', 't', 'created', '03-10 09:00', rest);

describe('shares of created tickets', () => {
	it('count the channel where there is one', () => {
		const sent = [
			ticket('1', 'a', 'created', '03-10 00:00', { channel: 'phone' }),
			ticket('2', 'b', 'created', '03-10 23:59', { channel: 'other' }),
			ticket('3', 'c', 'created', '03-10 09:00'),
			ticket('4', 'd', 'created', '03-11 00:00', { channel: 'web' }),
			ticket('5', 'e', 'accepted', '03-10 09:00', { channel: 'web' })
		];
		expect(parts(tenth(sent).non_phone_share)).toEqual([1, 2]);
		expect(parts(tenth(sent).complaint_rate)).toEqual([0, 3]);
	});

	it.each<[string, SentEvent[], [number, number]]>([
		[
			'the earlier',
			[
				created({ channel: 'web' }),
				ticket('b', 't', 'created', '03-10 08:59', { channel: 'phone' })
			],
			[0, 1]
		],
		[
			'the earlier, although it has no channel',
			[created({ channel: 'web' }), ticket('b', 't', 'created', '03-10 08:59')],
			[0, 0]
		],
		[
			'the smaller id of two at once',
			[
				created({ channel: 'web' }),
				ticket('b', 't', 'created', '03-10 09:00', { channel: 'phone' })
			],
			[0, 1]
		],
		[
			'the smaller id by code point, not by UTF-16 unit',
			[
				ticket('\uff01', 't', 'created', '03-10 09:00', { channel: 'phone' }),
				ticket('\u{1f600}', 't', 'created', '03-10 09:00', { channel: 'web' })
			],
			[0, 1]
		],
		[
			'none where the earlier lies before the window',
			[created({ channel: 'web' }), ticket('b', 't', 'created', '03-09 09:00', { channel: 'web' })],
			[0, 0]
		]
	])('take of several created %s', (_, sent, expected) => {
		expect(parts(tenth(sent).non_phone_share)).toEqual(expected);
		expect(parts(tenth([...sent].reverse()).non_phone_share)).toEqual(expected);
	});

	it.each<[string, string, number]>([
		['before now', '03-10 10:00', 1],
		['exactly now', '03-11 00:00', 1],
		['after now', '03-11 00:00:00.001', 0],
		['before the ticket', '03-09 10:00', 1]
	])('count a complaint %s', (_, clock, n) => {
		const sent = [
			created(),
			ticket('x', 't', 'complained', clock),
			ticket('y', 't', 'complained', clock)
		];
		expect(parts(tenth(sent).complaint_rate)).toEqual([n, 1]);
	});

	it('wait for a created after now', () => {
		expect(parts(tenth([created()], { now: at('03-10 09:00') }).complaint_rate)).toEqual([0, 1]);
		expect(parts(tenth([created()], { now: at('03-10 08:59') }).complaint_rate)).toEqual([0, 0]);
	});
});

describe.each([
	['respond_on_time', 'responded', 'respond_due_at'],
	['resolve_on_time', 'resolved', 'resolve_due_at']
] as const)('%s', (id, kind, dueKey) => {
	const due = (clock: string) => created({ [dueKey]: at(clock) });
	const done = (clock: string, eventId = 'd') => ticket(eventId, 't', kind, clock);
	it.each<[string, SentEvent[], [number, number]]>([
		['no due time', [created(), done('03-10 10:00')], [0, 0]],
		['due later, not done', [due('03-11 00:00:00.001')], [0, 0]],
		['due now, not done', [due('03-11 00:00')], [0, 1]],
		['due later, done', [due('03-20 00:00'), done('03-10 10:00')], [1, 1]],
		['done when due', [due('03-10 10:00'), done('03-10 10:00')], [1, 1]],
		['done a moment late', [due('03-10 10:00'), done('03-10 10:00:00.001')], [0, 1]],
		[
			'done twice, first in time',
			[due('03-10 10:00'), done('03-10 12:00'), done('03-10 09:30', 'e')],
			[1, 1]
		],
		['done after now, due before', [due('03-10 10:00'), done('03-11 10:00')], [0, 1]],
		['done after now, due after', [due('03-12 10:00'), done('03-11 10:00')], [0, 0]],
		['done before it was created', [due('03-10 10:00'), done('03-09 10:00')], [1, 1]]
	])('%s', (_, sent, expected) => {
		expect(parts(tenth(sent)[id])).toEqual(expected);
	});
});

describe('callback_rate', () => {
	const resolved = (clock: string, id = 'r') => ticket(id, 't', 'resolved', clock);
	const visited = (clock: string) => ticket('v', 't', 'visited', clock);
	it.each<[string, SentEvent[], [number, number]]>([
		['resolved and not visited', [resolved('03-10 10:00')], [0, 1]],
		['visited later', [resolved('03-10 10:00'), visited('03-11 00:00')], [1, 1]],
		['visited after now', [resolved('03-10 10:00'), visited('03-11 00:01')], [0, 1]],
		['visited before it was resolved', [resolved('03-10 10:00'), visited('03-01 00:00')], [1, 1]],
		['visited and never resolved', [visited('03-10 10:00')], [0, 0]],
		[
			'resolved first before the window',
			[resolved('03-09 10:00'), resolved('03-10 10:00', 's')],
			[0, 0]
		],
		[
			'reopened',
			[
				resolved('03-10 10:00'),
				ticket('o', 't', 'reopened', '03-10 11:00'),
				visited('03-10 12:00')
			],
			[1, 1]
		],
		[
			'resolved first in the window, and after it',
			[resolved('03-10 10:00'), resolved('03-11 00:00', 's')],
			[0, 1]
		]
	])('%s', (_, sent, expected) => {
		expect(parts(tenth(sent).callback_rate)).toEqual(expected);
	});

	it('does not ask whether the ticket was created', () => {
		const late = ticket('c', 't', 'created', '03-20 10:00');
		expect(parts(tenth([late, resolved('03-10 10:00')]).callback_rate)).toEqual([0, 1]);
	});
});

describe('ratings', () => {
	const rated = (id: string, kind: string, score: number | null, clock = '03-10 09:00') =>
		rating(id, { kind, about: 'x', rated_at: at(clock), score });
	const sent = [
		rated('a', 'after_call', 3),
		rated('b', 'after_call', 2),
		rated('c', 'after_call', null),
		rated('d', 'callback', 5),
		rated('e', 'callback', 1, '03-11 00:00')
	];

	it('are satisfied from 3 up, and answered where they have a score', () => {
		expect(parts(tenth(sent).after_call_satisfaction)).toEqual([1, 2]);
		expect(parts(tenth(sent).callback_satisfaction)).toEqual([1, 1]);
		expect(parts(tenth(sent).rating_response_rate)).toEqual([3, 4]);
	});

	it('can be asked to leave 3 out', () => {
		const strict = { settings: { satisfiedFrom: 4 } };
		expect(parts(tenth(sent, strict).after_call_satisfaction)).toEqual([0, 2]);
	});

	it('are absent while they lie after now', () => {
		expect(parts(tenth(sent, { now: at('03-10 09:00') }).rating_response_rate)).toEqual([3, 4]);
		expect(parts(tenth(sent, { now: at('03-10 08:59') }).rating_response_rate)).toEqual([0, 0]);
	});
});
