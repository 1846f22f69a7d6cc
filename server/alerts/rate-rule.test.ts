import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES, type RateRule } from '#contract/alert-rules';
import type { Alert } from '#contract/alerts';
import type { Book } from './book.ts';
import type { News } from './news.ts';
import { watchRate } from './rate-rule.ts';
import type { Trial } from './trials.ts';

const CITY = '420100';
const EVENING = Date.parse('2026-11-24T19:00+08:00');
const DAY = 86_400_000;
const HOUR = 3_600_000;
const MIDNIGHT = Date.parse('2026-11-24T00:00+08:00');
/** Evenings of 100 calls an hour at 95 %. */
const CELLS = Array.from({ length: 40 * 7 }, (_, index) => ({
	day: MIDNIGHT - (1 + Math.floor(index / 7)) * DAY,
	hour: 17 + (index % 7),
	n: 100,
	bad: 5
}));
const lost = (count: number, from = 0): Trial[] =>
	Array.from({ length: count }, (_, index) => {
		const at = EVENING + (from + index) * 1_000;
		return { id: `c${from + index}`, at, placed: at, bad: 1 };
	});

interface Before {
	/** What the book holds as the watch opens, and what the store does. */
	open?: Alert | null;
	facts?: Trial[];
	now?: number;
}

async function setUp(
	rule: Partial<RateRule> = {},
	{ open = null, facts = [], now = EVENING }: Before = {}
) {
	const fired: string[] = [];
	const ended: unknown[] = [];
	const asked: (number | undefined)[] = [];
	const state = { settled: 5, facts, failures: 0 };
	const book = {
		get: () => open,
		resolve: (_id: string, _subject: null, at: number, why: string) => {
			ended.push([at - EVENING, why]);
			return Promise.resolve();
		},
		incidents: () => [],
		follow: () => undefined,
		fire: ({ rule: id }: { rule: string }) => {
			if (state.failures-- > 0) return Promise.reject(new Error('disk full'));
			fired.push(id);
			return Promise.resolve();
		}
	} as unknown as Book;
	const watch = await watchRate(
		{
			readings: {
				trials: (_, { after }) => {
					asked.push(after);
					return Promise.resolve(state.facts);
				}
			},
			cells: { of: () => CELLS },
			book,
			settledBatch: () => state.settled
		},
		CITY,
		'evening',
		{ ...(DEFAULT_RULES.evening as RateRule), ...rule } as RateRule,
		new Map(),
		now
	);
	const news = (after: number, upTo: number, facts: readonly Trial[]): News => ({
		after: () => after,
		upTo,
		moved: () => true,
		of: () => facts
	});
	return { watch, fired, ended, asked, state, news };
}
const LATER = EVENING + 60_000;

describe('a rule that hears of facts', () => {
	it('folds each once, however often it hears of it, and asks the store for nothing', async () => {
		const { watch, news, fired, asked } = await setUp();
		watch.hear(news(5, 6, lost(30)));
		watch.hear(news(6, 7, lost(30)));
		await watch.tick(LATER);
		expect(watch.fall()?.n).toBe(30);
		await watch.tick(LATER);
		expect(fired).toEqual(['evening']);
		expect(asked).toEqual([undefined]);
	});
	it('reads by itself what came before it heard anything', async () => {
		const { watch, news, asked, state } = await setUp();
		watch.hear(news(8, 9, lost(3, 27)));
		[state.settled, state.facts] = [9, lost(30)];
		await watch.tick(LATER);
		expect(asked).toEqual([undefined, 5]);
		expect(watch.fall()?.n).toBe(30);
		watch.hear(news(9, 10, lost(2, 30)));
		await watch.tick(LATER);
		expect(asked).toHaveLength(2);
		expect(watch.fall()?.n).toBe(32);
	});
	it('reads by itself where it is about one line', async () => {
		const { watch, news, asked, state } = await setUp({ line: '12345' });
		state.settled = 6;
		watch.hear(news(5, 6, lost(30)));
		await watch.tick(LATER);
		expect(asked).toEqual([undefined, 5]);
		expect(watch.fall()).toBeNull();
	});
	it('raises its alert with the next tick where it could not be written down', async () => {
		const { watch, news, fired, state } = await setUp();
		watch.hear(news(5, 6, lost(30)));
		state.failures = 1;
		await expect(watch.tick(LATER)).rejects.toThrow('disk full');
		await watch.tick(LATER);
		expect(fired).toEqual(['evening']);
	});
});

describe('an alert that a process before left open', () => {
	const clockOf = (at: number) => new Date(at).toISOString();
	const open = {
		rule: 'evening',
		fired_at: clockOf(EVENING + 10_000),
		updated_at: clockOf(EVENING + 30_000)
	} as Alert;
	const answered = (count: number, from: number): Trial[] =>
		Array.from({ length: count }, (_, index) => {
			const at = EVENING + (from + index) * 60_000;
			return { id: `a${index}`, at, placed: at, bad: 0 };
		});

	it('stays, and is told of no second time, while the rate stays low', async () => {
		const { fired, ended } = await setUp({}, { open, facts: lost(30), now: LATER });
		expect([fired, ended]).toEqual([[], []]);
	});
	it('ended when the facts say, though nobody listened then', async () => {
		const facts = [...lost(30), ...answered(100, 2)];
		const { ended } = await setUp({}, { open, facts, now: EVENING + 5 * HOUR });
		expect(ended).toEqual([[2 * 60_000, 'recovered']]);
	});
	it('of which nothing is to be found any more was last heard of then, and has not recovered', async () => {
		const { ended } = await setUp({}, { open, now: EVENING + 40 * HOUR });
		expect(ended).toEqual([[30_000, 'expired']]);
	});
});
