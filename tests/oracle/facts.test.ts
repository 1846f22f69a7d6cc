import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { normalisedCaller } from './caller.ts';
import { canonicalContent, type SentEvent, toMillis } from './event.ts';
import { at, call, facts, queued, ticket } from './examples.ts';
import { standingEvents } from './facts.ts';

const NINE = 1_773_104_400_000;
const bare = call('c1', { arrived_at: NINE });
const inQueue = call('c1', { arrived_at: NINE, queued_at: NINE });
const onLine = call('c1', { arrived_at: NINE, line: '热线' });
const voided = call('c1', { void: true });
const finalVoid: SentEvent = { type: 'call', city: '420100', call_id: 'c1', void: true };

describe('times', () => {
	it.each<[unknown]>([
		[NINE],
		[NINE + 0.999],
		['2026-03-10T09:00:00+08:00'],
		['2026-03-10T01:00:00Z'],
		['2026-03-10T01:00:00.0009Z'],
		['2026-03-09T21:30:00.000999-03:30']
	])('%s is 9 o’clock in Beijing, finer fractions cut', (value) => {
		expect(toMillis(value)).toBe(NINE);
	});

	it('reads one and two digits as tenths and hundredths', () => {
		expect(toMillis('2026-03-10T01:00:00.5Z')).toBe(NINE + 500);
		expect(toMillis('2026-03-10T01:00:00.05Z')).toBe(NINE + 50);
	});
});

describe('canonical content', () => {
	// The hashes were computed with Python's hashlib from texts typed by hand.
	it.each<[SentEvent, string]>([
		[bare, '15ab67c100f2a9269578c7d030ae7e68db400e1fb4b4e2ac947da4cf5fc3c093'],
		[inQueue, 'aa00a4c0aa7c1e9ad7e8e095f71a467cb4866135b208e39b1cb5b4f5df77f08d'],
		[voided, '0e4c8e280c70ab7f05c70d2e0320175a9ce07e11845796042fac4b7e067a61bb'],
		[onLine, '5b14ac4598133034ef138f4b9b5c150299f87bbff1339fd3fe0add25d83bda77']
	])('of %o has a known hash', (event, hash) => {
		expect(createHash('sha256').update(canonicalContent(event)).digest('hex')).toBe(hash);
	});

	it('is the same with other spelling, nulls, unknown keys, and another caller', () => {
		const spelled = {
			colour: 'red',
			queued_at: '2026-03-10T09:00:00.0001+08:00',
			line: null,
			caller: '13800138000',
			...call('c1', { arrived_at: '2026-03-10T01:00:00Z' })
		};
		expect(canonicalContent(spelled)).toBe(canonicalContent(inQueue));
	});
});

describe('which event stands', () => {
	const second = call('c1', { arrived_at: NINE + 1, revision: 2 });
	const highest = call('c1', { arrived_at: NINE + 2, revision: 2 ** 53 - 1 });
	const voidedTwo = { ...voided, revision: 2 };
	it.each<[string, SentEvent[], SentEvent[]]>([
		['the only one', [bare], [bare]],
		['one of two repeats', [bare, bare], [bare]],
		['the highest revision', [second, highest, bare], [highest]],
		[
			'revisions as numbers, not as texts',
			[{ ...bare, revision: 10 }, second],
			[{ ...bare, revision: 10 }]
		],
		['the greater hash of a conflict', [bare, inQueue, onLine], [inQueue]],
		['content against a void of the same revision by hash', [voided, bare], [bare]],
		['nothing after a void of a higher revision', [voidedTwo, bare], []],
		['what is revised after a void', [voided, second], [second]],
		['nothing after a void without revision', [highest, finalVoid, bare], []]
	])('is %s', (_, sent, stands) => {
		expect(standingEvents(sent)).toEqual(stands);
		expect(standingEvents([...sent].reverse())).toEqual(stands);
	});

	it('keeps apart city, type and id', () => {
		const others = [
			bare,
			{ ...bare, city: '110000' },
			{ ...bare, call_id: 'c1 ' },
			{ ...bare, call_id: 'C1' }
		];
		expect(standingEvents(others)).toHaveLength(4);
	});

	it('gives a ticket event without revision the revision 1', () => {
		const first = ticket('e1', 't1', 'created', '03-10 09:00');
		const next = ticket('e1', 't2', 'closed', '03-11 09:00', { revision: 2 });
		expect(standingEvents([next, first])).toEqual([next]);
		expect(facts(next, first).ticketEvents).toMatchObject([
			{ id: 'e1', ticket_id: 't2', event: 'closed', at: at('03-11 09:00') }
		]);
	});

	it('fills in the agent where nobody says who answered', () => {
		expect(facts(queued('c', '03-10 09:00', 1, null)).calls).toMatchObject([
			{ answered_by: 'agent', ended_at: null, caller: null, mos: null }
		]);
	});
});

describe('callers', () => {
	it.each([
		['13800138000', '13800138000'],
		['138-0013-8000', '13800138000'],
		['+86 138 0013 8000', '13800138000'],
		['0086-13800138000', '13800138000'],
		['013800138000', '13800138000'],
		['(027) 8765-4321', '02787654321'],
		['  wx_Ab-12 ', 'wx_Ab-12'],
		['123456', null],
		['1234567', '1234567'],
		['  ', null]
	])('%j is %j', (raw, normalised) => {
		expect(normalisedCaller(raw)).toBe(normalised);
	});
});
