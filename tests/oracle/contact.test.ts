import { describe, expect, it } from 'vitest';
import type { SentEvent } from './event.ts';
import { at, call, parts, queued, session, tenth } from './examples.ts';
import type { Question } from './measures.ts';

const until = (now: string): Partial<Question> => ({ now: at(now) });

describe('connection rates', () => {
	const answered = queued('a', '03-10 09:00', 15, 60);
	const late = queued('b', '03-10 09:00', 15.001, 60);
	const robot = queued('c', '03-10 09:00', 0, null, { answered_by: 'robot' });
	const lost = queued('d', '03-10 09:00', null, 40);
	const open = queued('e', '03-10 09:00', null, null);
	const unqueued = call('f', { arrived_at: at('03-10 09:00'), ended_at: at('03-10 09:01') });
	const straight = call('g', { arrived_at: at('03-10 09:00'), answered_at: at('03-10 09:01') });
	const all = [answered, late, robot, lost, open, unqueued, straight];

	// Decided: a, b, c, d. Offered: the same and f, g; e is open.
	it.each([
		['connection_rate', [3, 4]],
		['connection_rate_agent', [2, 4]],
		['connection_rate_15s', [2, 4]],
		['connection_rate_offered', [4, 6]]
	] as const)('%s', (id, expected) => {
		expect(parts(tenth(all)[id])).toEqual(expected);
	});

	it('come with the Wilson interval', () => {
		const three = [answered, late, lost];
		expect(tenth(three).connection_rate).toEqual({
			value: 2 / 3,
			numerator: 2,
			denominator: 3,
			low: expect.closeTo(0.2076596008020477, 12) as number,
			high: expect.closeTo(0.938508055279604, 12) as number
		});
	});

	it('of nothing is nothing', () => {
		const nothing = { value: null, numerator: 0, denominator: 0, low: null, high: null };
		expect(tenth([]).connection_rate).toEqual(nothing);
		expect(tenth([open]).connection_rate).toEqual(nothing);
		expect(tenth([answered], { city: '110000' }).connection_rate).toEqual(nothing);
	});

	it.each<[string, [number, number]]>([
		['03-10 08:59:59.999', [0, 0]],
		['03-10 09:00:14.999', [0, 0]],
		['03-10 09:00:15.000', [1, 1]],
		['03-10 09:00:40.000', [2, 3]]
	])('as of %s', (now, expected) => {
		expect(parts(tenth([answered, late, lost], until(now)).connection_rate)).toEqual(expected);
	});

	it.each<[string, string, number]>([
		['03-10 00:00', '03-11 00:00', 1],
		['03-11 00:00', '03-12 00:00', 0],
		['03-10 09:00', '03-10 09:00:00.001', 1],
		['03-10 08:59', '03-10 09:00', 0]
	])('of [%s, %s) counts the start and not the end', (from, to, n) => {
		const window = { from: at(from), to: at(to) };
		expect(tenth([answered], window).connection_rate.denominator).toBe(n);
	});

	it('take the queue for one window and the arrival for the other', () => {
		const overMidnight = call('x', {
			arrived_at: at('03-09 23:59:59.999'),
			queued_at: at('03-10 00:00'),
			answered_at: at('03-10 00:01')
		});
		expect(parts(tenth([overMidnight]).connection_rate)).toEqual([1, 1]);
		expect(parts(tenth([overMidnight]).connection_rate_offered)).toEqual([0, 0]);
	});

	it('leave out what was lost before the short-abandon cut-off', () => {
		const cut = { settings: { shortAbandonMs: 40_001 } };
		expect(parts(tenth(all, cut).connection_rate)).toEqual([3, 3]);
		expect(parts(tenth(all, cut).connection_rate_offered)).toEqual([4, 5]);
		expect(parts(tenth(all, { settings: { shortAbandonMs: 40_000 } }).connection_rate)).toEqual([
			3, 4
		]);
	});
});

describe('waiting times', () => {
	it('are interpolated by type 7', () => {
		const sent = [0, 10, 20, 40].map((wait, i) => queued(`c${i}`, '03-10 09:00', wait, null));
		// p50 at place 1.5: 10 + 0.5 x 10; p90 at place 2.7: 20 + 0.7 x 20.
		expect(tenth(sent).answer_wait_seconds).toEqual({
			mean: 17.5,
			p50: 15,
			p90: expect.closeTo(34, 10) as number
		});
		expect(tenth(sent.slice(2, 3)).answer_wait_seconds).toEqual({ mean: 20, p50: 20, p90: 20 });
		expect(tenth([]).answer_wait_seconds).toEqual({ mean: null, p50: null, p90: null });
	});
});

describe('first contact', () => {
	it('as declared counts answered calls that say so', () => {
		const sent = [
			queued('a', '03-10 09:00', 1, null, { resolved_on_contact: true }),
			queued('b', '03-10 09:00', 1, null, { resolved_on_contact: false }),
			queued('c', '03-10 09:00', 1, null),
			queued('d', '03-10 09:00', null, 5, { resolved_on_contact: true })
		];
		expect(parts(tenth(sent).fcr_declared)).toEqual([1, 2]);
	});

	const me = { caller: '13800138000' };
	const first = queued('a', '03-10 09:00', 60, null, me);
	const again = (clock: string, rest: SentEvent = me) => queued('b', clock, null, null, rest);
	it.each<[string, SentEvent[], string, [number, number]]>([
		['not yet ripe', [first], '03-17 09:00:59.999', [0, 0]],
		['ripe and not repeated', [first], '03-17 09:01', [1, 1]],
		['repeated at the very end', [first, again('03-17 09:01')], '03-18 00:00', [0, 1]],
		['repeated a moment too late', [first, again('03-17 09:01:00.001')], '03-18 00:00', [1, 1]],
		['repeated at the answer itself', [first, again('03-10 09:01')], '03-18 00:00', [1, 1]],
		[
			'repeated right after the answer',
			[first, again('03-10 09:01:00.001')],
			'03-18 00:00',
			[0, 1]
		],
		[
			'repeated by another spelling',
			[first, again('03-11 09:00', { caller: '+86 138-0013-8000' })],
			'03-18 00:00',
			[0, 1]
		],
		[
			'another caller',
			[first, again('03-11 09:00', { caller: '13900139000' })],
			'03-18 00:00',
			[1, 1]
		],
		[
			'another city',
			[first, again('03-11 09:00', { ...me, city: '110000' })],
			'03-18 00:00',
			[1, 1]
		],
		['no caller', [queued('a', '03-10 09:00', 60, null)], '03-18 00:00', [0, 0]],
		[
			'a caller too short to tell',
			[queued('a', '03-10 09:00', 60, null, { caller: '12345' })],
			'03-18 00:00',
			[0, 0]
		]
	])('without a repeat: %s', (_, sent, now, expected) => {
		expect(parts(tenth(sent, until(now)).fcr_no_repeat)).toEqual(expected);
	});
});

describe('sessions', () => {
	const asked = { channel: 'web', requested_at: at('03-10 13:00') };
	const sent = [
		session('a', { ...asked, responded_at: at('03-10 13:00:04') }),
		session('b', { ...asked, responded_at: at('03-10 13:00:10'), responder: 'robot' }),
		session('c', { ...asked, ended_at: at('03-10 13:05') }),
		session('d', asked)
	];

	it('are counted when responded or ended', () => {
		expect(parts(tenth(sent).online_connection_rate)).toEqual([2, 3]);
		expect(parts(tenth(sent).online_connection_rate_agent)).toEqual([1, 3]);
		expect(tenth(sent).online_response_seconds).toEqual({
			mean: 7,
			p50: 7,
			p90: expect.closeTo(9.4, 10) as number
		});
	});

	it('wait for what comes after now, not for what comes now', () => {
		const atOnce = [session('e', { ...asked, responded_at: asked.requested_at })];
		expect(parts(tenth(atOnce, until('03-10 13:00')).online_connection_rate)).toEqual([1, 1]);
		expect(parts(tenth(atOnce, until('03-10 12:59')).online_connection_rate)).toEqual([0, 0]);
		expect(parts(tenth(sent, until('03-10 13:00:09.999')).online_connection_rate)).toEqual([1, 1]);
	});
});
