import { expect, it } from 'vitest';
import { isTurnOver, nextTurn } from './turns.ts';

const work = (ms: number) => {
	for (const until = performance.now() + ms; performance.now() < until;);
};

it('many tasks at once let others have a turn between their pieces, and all come to their end', async () => {
	let isDone = false;
	let turns = 0;
	const other = (async () => {
		for (; !isDone; turns++) await new Promise((turn) => setImmediate(turn));
	})();
	const ended: number[] = [];
	await Promise.all(
		Array.from({ length: 8 }, async (_, task) => {
			for (let piece = 0; piece < 5; piece++) {
				while (isTurnOver()) await nextTurn();
				work(4);
			}
			ended.push(task);
		})
	);
	isDone = true;
	await other;
	expect(ended).toHaveLength(8);
	// 160 ms of work, at most 14 a turn.
	expect(turns).toBeGreaterThanOrEqual(11);
});
