import { describe, expect, it } from 'vitest';
import { createKeeper } from './keeper.ts';

const CITIES = Array.from({ length: 20 }, (_, index) => `c${index}`);

function setUp(urgentCities: string[], failing = '') {
	const open = new Set<string>();
	const worked: string[][] = [];
	let rests = 0;
	const missing = (cities: readonly string[]) => cities.filter((city) => !open.has(city));
	const keeper = createKeeper({
		urgent: () => missing(urgentCities),
		due: () => missing(CITIES),
		work: (cities) => {
			worked.push([...cities]);
			for (const city of cities) if (city !== failing) open.add(city);
			return Promise.resolve();
		},
		rest: () => {
			rests++;
			return Promise.resolve();
		}
	});
	return { keeper, open, worked, rests: () => rests };
}

describe('watches that open', () => {
	it('open at once where facts wait, and with a rest after each few of the others', async () => {
		const { keeper, worked, rests } = setUp(['c15', 'c19']);
		await keeper.run();
		expect(worked[0]).toEqual(['c15', 'c19']);
		expect(worked.map(({ length }) => length)).toEqual([2, 8, 8, 2]);
		expect(rests()).toBe(3);
	});
	it('open without rest for one who waits for all', async () => {
		const { keeper, open, rests } = setUp([]);
		await keeper.finish();
		expect([open.size, rests()]).toEqual([20, 0]);
	});
	it('are tried once a round, so that one that fails holds back nobody', async () => {
		const { keeper, open, worked } = setUp(['c3'], 'c3');
		await keeper.run();
		expect(open.size).toBe(19);
		expect(worked.flat().filter((city) => city === 'c3')).toHaveLength(1);
	});
	it('stop where they are when the server does', async () => {
		const { keeper, worked } = setUp([]);
		const round = keeper.run();
		await keeper.stop();
		await round;
		expect(worked.length).toBeLessThan(3);
	});
});
