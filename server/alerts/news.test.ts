import { describe, expect, it } from 'vitest';
import type { MeasureConfig } from '../measures/question.ts';
import type { Store } from '../store/store.ts';
import { createNews } from './news.ts';

const [WUHAN, BEIJING] = ['420100', '110000'];
const NOW = Date.parse('2026-11-24T12:00+08:00');
const config = { shortAbandonSeconds: 0, satisfiedFrom: 3 } as MeasureConfig;
const fact = (city: string, id: string) => ({
	city: Number(city),
	id,
	at: NOW,
	placed: NOW,
	bad: 0
});

function setUp() {
	const asked: string[] = [];
	const state = { settled: 5, fails: false, rows: [] as ReturnType<typeof fact>[] };
	let whileReading: () => void = () => undefined;
	const store = {
		read: (sql: string) => {
			asked.push(sql);
			whileReading();
			return state.fails ? Promise.reject(new Error('no')) : Promise.resolve(state.rows);
		}
	} as unknown as Store;
	const news = createNews({
		store,
		config,
		settledBatch: () => state.settled,
		measuresOf: () => ['connection_rate', 'after_call_satisfaction']
	});
	return { news, asked, state, during: (work: () => void) => (whileReading = work) };
}

describe('news of many cities', () => {
	it('costs one statement a measure, and each city hears its own', async () => {
		const { news, asked, state } = setUp();
		state.settled = 6;
		state.rows = [fact(WUHAN, 'a'), fact(BEIJING, 'b'), fact(WUHAN, 'c')];
		news.touch([WUHAN, BEIJING]);
		const heard = await news.read(NOW);
		expect(asked).toHaveLength(2);
		expect(asked[0]).toContain('city IN (420100, 110000)');
		expect(asked[0]).toContain('version > 5');
		expect(heard.of(WUHAN, 'connection_rate').map(({ id }) => id)).toEqual(['a', 'c']);
		expect(heard).toMatchObject({ after: 5, upTo: 6 });
		expect(heard.moved(WUHAN)).toBe(true);
	});
	it('costs nothing while nothing moves', async () => {
		const { news, asked } = setUp();
		expect((await news.read(NOW)).moved(WUHAN)).toBe(false);
		expect(asked).toEqual([]);
	});
	it('is read again from the same batch after a failure', async () => {
		const { news, asked, state } = setUp();
		state.settled = 6;
		news.touch([WUHAN]);
		state.fails = true;
		await expect(news.read(NOW)).rejects.toThrow('no');
		state.fails = false;
		state.settled = 7;
		news.touch([BEIJING]);
		const heard = await news.read(NOW);
		expect(heard).toMatchObject({ after: 5, upTo: 7 });
		expect(asked.at(-1)).toContain('city IN (420100, 110000)');
	});
	it('that settles while others are read comes with the next reading', async () => {
		const { news, state, during } = setUp();
		state.settled = 6;
		news.touch([WUHAN]);
		during(() => {
			state.settled = 7;
			news.touch([BEIJING]);
		});
		expect(await news.read(NOW)).toMatchObject({ after: 5, upTo: 6 });
		during(() => undefined);
		const next = await news.read(NOW);
		expect(next).toMatchObject({ after: 6, upTo: 7 });
		expect([next.moved(WUHAN), next.moved(BEIJING)]).toEqual([false, true]);
	});
});
