import { describe, expect, it } from 'vitest';
import { createKeeper } from './keeper.ts';

const CITIES = Array.from({ length: 100 }, (_, index) => `c${index}`);

function setUp(urgentCities: string[], failing = '', workMs = 1) {
	let now = 0;
	const open = new Set<string>();
	const worked: string[][] = [];
	let rests = 0;
	const missing = (cities: readonly string[]) => cities.filter((city) => !open.has(city));
	const keeper = createKeeper({
		urgent: () => missing(urgentCities),
		due: () => missing(CITIES),
		work: (cities) => {
			worked.push([...cities]);
			now += workMs;
			for (const city of cities) if (city !== failing) open.add(city);
			return Promise.resolve();
		},
		rest: () => {
			rests++;
			return Promise.resolve();
		},
		time: () => now
	});
	return { keeper, open, worked, rests: () => rests };
}

describe('watches that open', () => {
	it('open at once where facts wait, and with a rest after each few of the others', async () => {
		const { keeper, worked, rests } = setUp(['c15', 'c19']);
		await keeper.run();
		expect(worked[0]).toEqual(['c15', 'c19']);
		expect(rests()).toBe(worked.length - 1);
	});
	it.each([
		[10, [8, 16, 24, 24, 24, 4]],
		[2_000, [8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 4]]
	])('open the more at once the quicker they do: in %i ms', async (workMs, groups) => {
		const { keeper, worked } = setUp([], '', workMs);
		await keeper.run();
		expect(worked.map(({ length }) => length)).toEqual(groups);
	});
	it('open without rest for one who waits for all', async () => {
		const { keeper, open, rests } = setUp([]);
		await keeper.finish();
		expect([open.size, rests()]).toEqual([100, 0]);
	});
	it('are tried once a round, so that one that fails holds back nobody', async () => {
		const { keeper, open, worked } = setUp(['c3'], 'c3');
		await keeper.run();
		expect(open.size).toBe(99);
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
