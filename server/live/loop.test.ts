import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LiveChange, LiveSections } from '#contract/live';
import { createLiveLoop } from './loop.ts';
import type { LongSections } from './snapshot.ts';

const CITY = '420100';
const START = Date.parse('2026-11-24T19:42:00+08:00');

beforeEach(() => vi.useFakeTimers({ now: START }));
afterEach(() => vi.useRealTimers());

/** A loop over one city whose readings take so long; and what was read, and when. */
async function loopOf(wholeMs: number, presentMs: number) {
	const wholes: number[] = [];
	const presents: number[] = [];
	const longs: number[] = [];
	const changes: LiveChange[] = [];
	let failsLong = false;
	const errors: unknown[] = [];
	const window = (now: number) => ({ as_of: now, measures: {} });
	const index = { index: null } as unknown as LiveSections['index'];
	const sections = (now: number, longAsOf: number) =>
		({
			rolling: { '30d': window(longAsOf), today: window(now) },
			slots: { phone: {}, online: {} },
			feed: { settled: true },
			index
		}) as unknown as LiveSections;
	const read = {
		readWhole: (_: unknown, __: string, now: number) => {
			wholes.push(now - START);
			vi.advanceTimersByTime(wholeMs);
			return Promise.resolve(sections(now, now));
		},
		readPresent: async (_: unknown, __: string, now: number, long: LongSections) => {
			presents.push(now - START);
			await new Promise((done) => setTimeout(done, presentMs));
			return sections(now, long.rolling['30d'].as_of as unknown as number);
		},
		readLong: async (_: unknown, __: string, now: number) => {
			longs.push(now - START);
			await new Promise((done) => setTimeout(done, wholeMs - presentMs));
			if (failsLong) throw new Error('the store did not answer');
			return sections(now, now);
		}
	};
	const loop = createLiveLoop({
		clock: Date.now,
		instance: 'one',
		hasListeners: () => true,
		emit: (change: LiveChange) => changes.push(change),
		onIndex: () => undefined,
		onError: (error: unknown) => errors.push(error),
		read
	} as unknown as Parameters<typeof createLiveLoop>[0]);
	await loop.whole(CITY, () => undefined);
	/** Figures move again and again. */
	const flow = async (ms: number) => {
		for (const end = Date.now() + ms; Date.now() < end;) {
			loop.touch([CITY]);
			await vi.advanceTimersByTimeAsync(50);
		}
	};
	/** Lets what is under way end. */
	const stop = async () => {
		const stopped = loop.stop();
		await vi.advanceTimersByTimeAsync(5_000);
		await stopped;
	};
	const shown = () => changes.flatMap(({ sections }) => sections.feed ?? []).at(-1);
	const breakLong = (breaks: boolean) => (failsLong = breaks);
	return { loop, stop, wholes, presents, longs, changes, errors, flow, shown, breakLong };
}

const gapsOf = (times: readonly number[]) => times.slice(1).map((at, i) => at - times[i]!);

it('a city that is cheap to compute is computed whole each time', async () => {
	const { stop, wholes, presents, longs, flow } = await loopOf(10, 5);
	await flow(3_000);
	await stop();
	expect(wholes.length).toBeGreaterThan(8);
	expect([presents, longs]).toEqual([[], []]);
});

it('of one that is not, the long windows are read beside and follow within a second', async () => {
	const { stop, wholes, presents, longs, changes, flow } = await loopOf(90, 20);
	await flow(9_000);
	await stop();
	expect(wholes).toHaveLength(1);
	expect(presents.length).toBeGreaterThan(2 * longs.length);
	expect(longs.length).toBeGreaterThanOrEqual(6);
	expect(Math.max(...gapsOf(longs))).toBeLessThan(1_500);
	const shown = changes.flatMap(({ sections }) => sections.rolling?.['30d'] ?? []);
	expect(shown.length).toBeGreaterThanOrEqual(6);
});

it('where years take seconds the present waits for none of them, and they take a tenth of the time', async () => {
	const { stop, presents, longs, flow } = await loopOf(2_020, 20);
	await flow(60_000);
	await stop();
	expect(Math.max(...gapsOf(presents))).toBeLessThan(500);
	expect(longs.length).toBeGreaterThanOrEqual(2);
	expect(Math.min(...gapsOf(longs))).toBeGreaterThanOrEqual(19_000);
	expect(Math.max(...gapsOf(longs))).toBeLessThan(30_000);
});

it('they follow when nothing moves any more; only then all is said to be counted', async () => {
	const { stop, longs, flow, shown } = await loopOf(120, 20);
	await flow(1_500);
	expect(shown()).toEqual({ settled: false });
	const stood = Date.now() - START;
	await vi.advanceTimersByTimeAsync(1_500);
	await stop();
	expect(longs.some((at) => at > stood)).toBe(true);
	expect(shown()).toEqual({ settled: true });
});

it('whose reading ends before that of the present are not shown yet, and that is said', async () => {
	const { loop, stop, changes } = await loopOf(50, 40);
	await vi.advanceTimersByTimeAsync(3_000);
	const touchedAt = Date.now();
	const before = changes.length;
	loop.touch([CITY]);
	await vi.advanceTimersByTimeAsync(2_000);
	await stop();
	const shown = new Map<string, unknown>();
	for (const { sections } of changes.slice(before)) {
		for (const [id, window] of Object.entries(sections.rolling ?? {})) shown.set(id, window.as_of);
		shown.set('settled', sections.feed?.settled ?? shown.get('settled'));
		if (shown.get('settled')) expect(shown.get('30d')).toBeGreaterThanOrEqual(touchedAt);
	}
	expect(shown.get('settled')).toBe(true);
});

it('where they cannot be read the present goes on, says that not all is counted, and they are tried again', async () => {
	const { stop, presents, longs, errors, flow, shown, breakLong } = await loopOf(120, 20);
	breakLong(true);
	await flow(4_000);
	expect(errors.length).toBeGreaterThanOrEqual(2);
	expect(longs.length).toBeLessThan(6);
	expect(presents.length).toBeGreaterThan(8);
	expect(shown()).toEqual({ settled: false });
	breakLong(false);
	await vi.advanceTimersByTimeAsync(8_000);
	await stop();
	expect(shown()).toEqual({ settled: true });
});

it('who comes back after minutes gets a whole of now', async () => {
	const { loop, stop, wholes, presents } = await loopOf(120, 20);
	await stop();
	const early = presents.length;
	await vi.advanceTimersByTimeAsync(90_000);
	const whole = await loop.whole(CITY, () => undefined);
	expect(presents).toHaveLength(early);
	expect(wholes.at(-1)).toBe(Date.parse(whole.as_of) - START);
	expect(whole.rolling['30d'].as_of).toBe(Date.parse(whole.as_of));
});
