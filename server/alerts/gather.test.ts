import { describe, expect, it } from 'vitest';
import { createLane } from '../lane.ts';
import { gather } from './gather.ts';

interface Question {
	window: number;
}

function setUp() {
	const readings: string[] = [];
	let under = 0;
	let most = 0;
	const ask = gather<Question, string>(
		createLane(),
		({ window }) => String(window),
		async (cities, { window }) => {
			readings.push(`${window}: ${cities.join(' ')}`);
			most = Math.max(most, ++under);
			await new Promise((wake) => setImmediate(wake));
			under--;
			if (window === 0) throw new Error('window 0');
			return new Map(cities.filter((city) => city !== 'empty').map((city) => [city, `${city}!`]));
		}
	);
	return { ask, readings, most: () => most };
}

describe('cities that ask at once', () => {
	it('share one reading, and each gets its own answer', async () => {
		const { ask, readings } = setUp();
		const cities = ['a', 'b', 'empty'];
		const answers = await Promise.all(cities.map((city) => ask(city, { window: 1 })));
		expect(answers).toEqual(['a!', 'b!', undefined]);
		expect(readings).toEqual(['1: a b empty']);
	});
	it('do not share what they ask differently, and nothing is read side by side', async () => {
		const { ask, readings, most } = setUp();
		await Promise.all([ask('a', { window: 1 }), ask('b', { window: 2 }), ask('c', { window: 1 })]);
		expect(readings).toEqual(['1: a c', '2: b']);
		expect(most()).toBe(1);
	});
	it('read anew what is asked for again', async () => {
		const { ask, readings } = setUp();
		await ask('a', { window: 1 });
		await ask('a', { window: 1 });
		expect(readings).toHaveLength(2);
	});
	it('hear of a failure, which holds up nobody else', async () => {
		const { ask } = setUp();
		const failed = ask('a', { window: 0 });
		await expect(failed).rejects.toThrow('window 0');
		expect(await ask('a', { window: 1 })).toBe('a!');
	});
});
