import { describe, expect, it } from 'vitest';
import { alternative, stepsOf } from './cusum.ts';
import type { Tuning } from './tuning.ts';
import { RateWatch, type Change } from './watch.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MIDNIGHT = Date.parse('2026-11-24T00:00+08:00');
const P0 = 0.05;

/** Watches from 17 to 24 o'clock: 95 % are usual, and less at dusk. */
function tuning(p0Of: (hour: number) => number = () => P0): Tuning {
	return {
		hours: Array.from({ length: 24 }, (_, hour) =>
			hour < 17
				? null
				: { p0: p0Of(hour), steps: stepsOf(p0Of(hour), alternative(p0Of(hour), 0.15)) }
		),
		threshold: 5
	} as unknown as Tuning;
}

function play(facts: readonly (readonly [clock: string, bad: boolean])[], of = tuning()) {
	const watch = new RateWatch(() => of);
	const changes: Change[] = [];
	for (const [clock, bad] of facts) {
		const at = Date.parse(`2026-11-24T${clock}+08:00`);
		const change = watch.add({ at, placed: at, bad });
		if (change) changes.push(change);
	}
	return { watch, changes };
}
const clockAt = (from: string, minutes: number) =>
	new Date(Date.parse(`2026-11-24T${from}Z`) + minutes * MINUTE).toISOString().slice(11, 19);
/** One a minute. */
const run = (from: string, bads: readonly boolean[]) =>
	bads.map((bad, minute) => [clockAt(from, minute), bad] as const);
const good = (n: number) => Array.from({ length: n }, () => false);
const bad = (n: number) => Array.from({ length: n }, () => true);

describe('a fall', () => {
	it('is heard once, began with its first fact, and counts what was lost before it was heard', () => {
		const { changes, watch } = play(run('19:00', [...good(20), ...bad(6)]));
		expect(changes).toHaveLength(1);
		const [fired] = changes;
		expect(fired).toMatchObject({
			type: 'fired',
			fall: { since: MIDNIGHT + 19 * HOUR + 20 * MINUTE }
		});
		expect(watch.fall!.lostBefore).toBeCloseTo(watch.fall!.delayFacts * (1 - P0), 5);
	});
	it('that begins before the edge of a slot is carried over it', () => {
		const whole = play(
			run('18:57', bad(6)),
			tuning((hour) => (hour < 19 ? 0.1 : 0.05))
		);
		expect(whole.changes).toHaveLength(1);
		expect(whole.watch.fall!.since).toBe(MIDNIGHT + 18 * HOUR + 57 * MINUTE);
	});
	it('outside the opening hours is none', () => {
		expect(play(run('16:00', bad(50))).changes).toEqual([]);
		const before = play([...run('16:00', bad(50)), ...run('17:00', good(20))]);
		expect(before.changes).toEqual([]);
	});
	it('that a call placed in opening hours makes is heard, though it is decided after them', () => {
		const watch = new RateWatch(() => tuning());
		const placed = MIDNIGHT + 24 * HOUR - 1000;
		const changes = bad(8).map((_, index) =>
			watch.add({ at: placed + index * 1000, placed, bad: true })
		);
		expect(changes.filter(Boolean)).toHaveLength(1);
	});
});

describe('its end', () => {
	const fallen = [...good(20), ...bad(6)];
	it('takes evidence, and 5 minutes at least: one good call is not enough', () => {
		expect(play(run('19:00', [...fallen, ...good(4)])).changes).toHaveLength(1);
		const { changes } = play(run('19:00', [...fallen, ...good(40)]));
		const [, ended] = changes;
		expect(ended).toMatchObject({ type: 'resolved', why: 'recovered' });
		expect(changes).toHaveLength(2);
	});
	it('is when recovery began, and what came after counts no more', () => {
		const { changes } = play(run('19:00', [...fallen, ...good(40)]));
		const ended = changes[1] as Extract<Change, { type: 'resolved' }>;
		expect(ended.endedAt).toBe(MIDNIGHT + 19 * HOUR + 26 * MINUTE);
		expect(ended.fall).toMatchObject({ n: 6, bad: 6 });
		expect(ended.fall.worst).toBeGreaterThan(0.25);
	});
	it('does not flap: bad calls in between take recovery back', () => {
		const mixed = Array.from({ length: 60 }, (_, index) => index % 4 === 0);
		expect(play(run('19:00', [...fallen, ...mixed])).changes).toHaveLength(1);
	});
	it('comes after 90 minutes without a fact, too, and does not call that a recovery', () => {
		const { watch } = play(run('19:00', fallen));
		const last = MIDNIGHT + 19 * HOUR + 25 * MINUTE;
		expect(watch.tick(last + 90 * MINUTE)).toBeNull();
		expect(watch.tick(last + 91 * MINUTE)).toMatchObject({ type: 'resolved', why: 'expired' });
	});
});
