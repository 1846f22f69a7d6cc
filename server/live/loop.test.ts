import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LiveChange, LiveSections } from '#contract/live';
import { createLiveLoop } from './loop.ts';

const CITY = '420100';
const START = Date.parse('2026-11-24T19:42:00+08:00');

beforeEach(() => vi.useFakeTimers({ now: START }));
afterEach(() => vi.useRealTimers());

/** A loop over one city, each computation of which takes so long; and what was computed, and when. */
async function loopOf(wholeMs: number, shortMs: number) {
	const computed: { at: number; isWhole: boolean }[] = [];
	const changes: LiveChange[] = [];
	const sections = (now: number) =>
		({
			rolling: { today: { as_of: now, measures: {} } },
			slots: { phone: {}, online: {} },
			feed: { settled: true }
		}) as unknown as LiveSections;
	const loop = createLiveLoop({
		clock: Date.now,
		instance: 'one',
		hasListeners: () => true,
		emit: (change: LiveChange) => changes.push(change),
		onIndex: () => undefined,
		onError: (error: unknown) => {
			throw error;
		},
		read: (_: unknown, __: string, now: number, held: LiveSections | null = null) => {
			computed.push({ at: now - START, isWhole: held === null });
			vi.advanceTimersByTime(held ? shortMs : wholeMs);
			return Promise.resolve(sections(now));
		}
	} as unknown as Parameters<typeof createLiveLoop>[0]);
	await loop.whole(CITY, () => undefined);
	/** Figures move again and again. */
	const flow = async (ms: number) => {
		for (const end = Date.now() + ms; Date.now() < end;) {
			loop.touch([CITY]);
			await vi.advanceTimersByTimeAsync(50);
		}
	};
	return { loop, computed, changes, flow };
}

it('a city that is cheap to compute is computed whole each time', async () => {
	const { loop, computed, flow } = await loopOf(10, 5);
	await flow(3_000);
	await loop.stop();
	expect(computed.length).toBeGreaterThan(8);
	expect(computed.every(({ isWhole }) => isWhole)).toBe(true);
});

it('of one that is not, the long windows follow within a second while figures flow', async () => {
	const { loop, computed, flow } = await loopOf(120, 20);
	await flow(9_000);
	await loop.stop();
	const whole = computed.filter(({ isWhole }) => isWhole).map(({ at }) => at);
	expect(computed.length).toBeGreaterThan(2 * whole.length);
	expect(whole.length).toBeGreaterThanOrEqual(4);
	const gaps = whole.slice(1).map((at, index) => at - whole[index]!);
	expect(Math.max(...gaps)).toBeLessThan(1_500);
});

it('and they follow when nothing moves any more; only then all is said to be counted', async () => {
	const { loop, computed, changes, flow } = await loopOf(120, 20);
	const lastFeed = () => changes.flatMap(({ sections }) => sections.feed ?? []).at(-1);
	await flow(500);
	expect(computed.at(-1)!.isWhole).toBe(false);
	expect(lastFeed()).toEqual({ settled: false });
	const stood = Date.now() - START;
	await vi.advanceTimersByTimeAsync(1_200);
	await loop.stop();
	const later = computed.filter(({ at }) => at > stood);
	expect(later.some(({ isWhole }) => isWhole)).toBe(true);
	expect(lastFeed()).toEqual({ settled: true });
});
