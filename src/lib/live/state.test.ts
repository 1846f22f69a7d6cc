import { describe, expect, it } from 'vitest';
import type { LiveChange, LiveSnapshot, WaitingNow, WindowFigures } from '../contract/live.ts';
import { applyChange, takeWhole } from './state.ts';

const T0 = '2026-11-23T19:42:00.000+08:00';
const T1 = '2026-11-23T19:42:01.000+08:00';
const T2 = '2026-11-23T19:42:02.000+08:00';
const waiting = (n: number): WaitingNow => ({
	waiting_now: n,
	longest_wait_seconds: n ? 37 : null,
	undecided: 0
});
const feed = (settled: boolean) => ({ last_received_at: T0, last_heartbeat_at: null, settled });
const whole = {
	city: '420100',
	as_of: T0,
	instance: 'a',
	seq: 7,
	now: waiting(3),
	feed: feed(true)
} as LiveSnapshot;
const change = (more: Partial<LiveChange>): LiveChange => ({
	city: '420100',
	as_of: T1,
	instance: 'a',
	seq: 8,
	sections: {},
	...more
});
const known = takeWhole(null, whole);

describe('a change', () => {
	it('that follows replaces its sections whole and leaves the others', () => {
		const next = applyChange(known, change({ sections: { now: waiting(5) } }));
		expect(next).toMatchObject({ snapshot: { seq: 8, as_of: T1, now: waiting(5) } });
		expect((next as typeof known).snapshot.feed).toBe(whole.feed);
		expect(known.snapshot.seq).toBe(7);
	});

	it('brings of the rolling windows those that moved, with the measures that changed', () => {
		const window = (as_of: string, measures: object) => ({ as_of, measures }) as WindowFigures;
		const rolling = {
			'15m': window('old', { connection_rate: 1, complaint_rate: 2 }),
			'30d': window('old', { connection_rate: 3 })
		} as LiveSnapshot['rolling'];
		const next = applyChange(
			takeWhole(null, { ...whole, rolling }),
			change({ sections: { rolling: { '15m': window('new', { connection_rate: 4 }) } } })
		);
		expect((next as typeof known).snapshot.rolling).toEqual({
			'15m': window('new', { connection_rate: 4, complaint_rate: 2 }),
			'30d': window('old', { connection_rate: 3 })
		});
	});

	it('brings of the slots those that changed', () => {
		const slots = (phone: object, online: object) =>
			({ phone, online }) as unknown as LiveSnapshot['slots'];
		const next = applyChange(
			takeWhole(null, { ...whole, slots: slots({ morning: 1, evening: 2 }, { evening: 3 }) }),
			change({ sections: { slots: { phone: { evening: 4 } as never } } })
		);
		expect((next as typeof known).snapshot.slots).toEqual(
			slots({ morning: 1, evening: 4 }, { evening: 3 })
		);
	});

	it.each([
		['skips one', { seq: 9 }],
		['comes twice', { seq: 7 }],
		['comes from a restarted server', { instance: 'b' }]
	])('that %s is not applied: the whole is needed', (_case, more) => {
		expect(applyChange(known, change(more))).toBe('need-whole');
	});

	it('for another city changes nothing', () => {
		expect(applyChange(known, change({ city: '110000' }))).toBe(known);
	});

	it('without the waiting section leaves the wait ticking from where it was measured', () => {
		const next = applyChange(known, change({ sections: { feed: feed(true) } }));
		expect(next).toMatchObject({ waitingAsOf: T0, snapshot: { as_of: T1 } });
	});
});

describe('figures that miss accepted events', () => {
	it('say since when, and stop saying so once settled', () => {
		const first = applyChange(known, change({ sections: { feed: feed(false) } }));
		if (first === 'need-whole') throw new Error('not a gap');
		expect(first.unsettledSince).toBe(T1);
		const second = applyChange(first, change({ seq: 9, as_of: T2 }));
		expect(second).toMatchObject({ unsettledSince: T1 });
		expect(takeWhole(first, whole).unsettledSince).toBeNull();
	});
});
