import { describe, expect, it } from 'vitest';
import type { WatchedMeasure } from '#contract/alert-rules';
import type { MeasureConfig } from '../measures/question.ts';
import type { Store } from '../store/store.ts';
import { createNews } from './news.ts';

const [WUHAN, BEIJING] = ['420100', '110000'];
const NOW = Date.parse('2026-11-24T12:00+08:00');
const CALLS = new Set(['call'] as const);
const config = { shortAbandonSeconds: 0, satisfiedFrom: 3 } as MeasureConfig;
const fact = (city: string, id: string) => ({
	measure: 'connection_rate',
	city: Number(city),
	id,
	at: NOW,
	placed: NOW,
	bad: 0
});

function setUp() {
	const asked: string[] = [];
	const state = {
		settled: 5,
		fails: false,
		rows: [] as ReturnType<typeof fact>[],
		measures: new Set<WatchedMeasure>(['connection_rate', 'after_call_satisfaction'])
	};
	const store = {
		read: (sql: string) => {
			asked.push(sql);
			return state.fails ? Promise.reject(new Error('no')) : Promise.resolve(state.rows);
		}
	} as unknown as Store;
	const news = createNews({
		store,
		config,
		clock: () => NOW,
		settledBatch: () => state.settled,
		measures: () => state.measures
	});
	/** A settle step that ends well. */
	async function step(...rows: ReturnType<typeof fact>[]): Promise<void> {
		state.rows = rows;
		await news.take(CALLS);
		state.settled++;
		news.touch(new Set(rows.map(({ city }) => String(city))), false);
	}
	return { news, asked, state, step };
}

const idsOf = (facts: readonly { id: string }[]) => facts.map(({ id }) => id);

describe('news of many cities', () => {
	it('costs one statement a step, and each city hears its own', async () => {
		const { news, asked, step } = setUp();
		await step(fact(WUHAN, 'a'), fact(BEIJING, 'b'), fact(WUHAN, 'c'));
		expect(asked).toHaveLength(1);
		expect(asked[0]).toContain('FROM touched_calls');
		const heard = news.read();
		expect(idsOf(heard.of(WUHAN, 'connection_rate'))).toEqual(['a', 'c']);
		expect(heard.of(WUHAN, 'after_call_satisfaction')).toEqual([]);
		expect([heard.upTo, heard.after('connection_rate')]).toEqual([6, 5]);
		expect([heard.moved(WUHAN), heard.moved('310000')]).toEqual([true, false]);
	});
	it('gathers steps until it is read, and is told once', async () => {
		const { news, step } = setUp();
		await step(fact(WUHAN, 'a'));
		await step(fact(WUHAN, 'b'));
		const heard = news.read();
		expect(idsOf(heard.of(WUHAN, 'connection_rate'))).toEqual(['a', 'b']);
		const next = news.read();
		expect([next.upTo, next.after('connection_rate')]).toEqual([7, 7]);
		expect([next.moved(WUHAN), next.of(WUHAN, 'connection_rate')]).toEqual([false, []]);
	});
	it('is not told before its step is done', async () => {
		const { news, state } = setUp();
		state.rows = [fact(WUHAN, 'a')];
		await news.take(CALLS);
		expect(news.read()).toMatchObject({ upTo: 5 });
		state.settled = 6;
		news.touch([WUHAN], false);
		expect(idsOf(news.read().of(WUHAN, 'connection_rate'))).toEqual(['a']);
	});
	it('comes once of a step that breaks off and is done again', async () => {
		const { news, state, step } = setUp();
		state.rows = [fact(WUHAN, 'a')];
		await news.take(CALLS);
		state.fails = true;
		await expect(news.take(CALLS)).rejects.toThrow('no');
		state.fails = false;
		await step(fact(WUHAN, 'a'));
		expect(idsOf(news.read().of(WUHAN, 'connection_rate'))).toEqual(['a']);
	});
	it('says of a measure that is watched only now that what came before is missing', async () => {
		const { news, state, step } = setUp();
		await step(fact(WUHAN, 'a'));
		state.measures = new Set(['connection_rate', 'connection_rate_offered']);
		await step(fact(WUHAN, 'b'));
		const heard = news.read();
		expect(heard.after('connection_rate')).toBe(5);
		expect(heard.after('connection_rate_offered')).toBe(6);
		expect(heard.after('after_call_satisfaction')).toBe(7);
	});
	it('leaves it to the store what the taking back of an import brings', async () => {
		const { news, state } = setUp();
		await news.take(CALLS);
		await news.take(CALLS);
		state.settled = 6;
		news.touch([WUHAN], true);
		const heard = news.read();
		expect(heard.moved(WUHAN)).toBe(true);
		expect([heard.upTo, heard.after('connection_rate')]).toEqual([6, 6]);
	});
});
