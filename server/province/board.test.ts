import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProvinceMonth, ProvinceNow } from '#contract/province';
import { createBoard } from './board.ts';

/** Running time of this machine and time of day, in milliseconds; both stand still unless a test moves them. */
let running = 0;
let clock = 0;
/** What a city's figures of now cost, in running time. */
let cost = 0;
let reads: string[] = [];
let boards: { stop(): Promise<void> }[] = [];

beforeEach(() => {
	[running, clock, cost, reads, boards] = [0, 1_000_000, 0, [], []];
	vi.spyOn(performance, 'now').mockImplementation(() => running);
});
afterEach(async () => {
	await Promise.all(boards.map((board) => board.stop()));
	vi.restoreAllMocks();
});

const asOf = <T>(now: number) => ({ as_of: String(now) }) as T;
function makeBoard(readNow?: (city: string, now: number) => Promise<ProvinceNow>) {
	const onError = vi.fn();
	const board = createBoard({
		readNow:
			readNow ??
			((city, now) => {
				reads.push(`${city} now`);
				running += cost;
				return Promise.resolve(asOf<ProvinceNow>(now));
			}),
		readMonth: (city, now) => {
			reads.push(`${city} month`);
			return Promise.resolve(asOf<ProvinceMonth>(now));
		},
		clock: () => clock,
		onError
	});
	boards.push(board);
	return { board, onError };
}
const later = (ms: number) => {
	running += ms;
	clock += ms;
};
const figuresOf = async (board: ReturnType<typeof createBoard>, city: string) => {
	const { now, month } = (await board.read([city])).get(city)!;
	return [now?.as_of, month?.as_of];
};

describe('the board of a province', () => {
	it('waits for a city that has no figures yet, those of now before those of the month', async () => {
		const { board } = makeBoard();
		const lines = await board.read(['a', 'b']);
		expect([...lines.keys()]).toEqual(['a', 'b']);
		expect([...lines.values()].every(({ now, month }) => now && month)).toBe(true);
		expect(reads).toEqual(['a now', 'b now', 'a month', 'b month']);
	});

	it('answers with what it has where somebody looked a moment ago', async () => {
		const { board } = makeBoard();
		await board.read(['a']);
		later(3_000);
		expect(await figuresOf(board, 'a')).toEqual(['1000000', '1000000']);
		expect(reads).toHaveLength(2);
	});

	it('answers with figures of now where nobody has looked for a while', async () => {
		const { board } = makeBoard();
		await board.read(['a']);
		later(21_000);
		expect(await figuresOf(board, 'a')).toEqual(['1021000', '1021000']);
	});

	it('does not rest before figures that somebody waits for, however dear the last ones were', async () => {
		const { board } = makeBoard();
		await board.read(['a']);
		later(5_000);
		// Renewing these takes an hour: the board would rest for three.
		cost = 3_600_000;
		await board.read(['a']);
		await expect.poll(() => reads).toHaveLength(3);
		cost = 0;
		expect(await figuresOf(board, 'b')).toEqual([String(clock), String(clock)]);
		// And who looks again after that hour gets what is of now, without the rest either.
		expect(await figuresOf(board, 'a')).toEqual([String(clock), String(clock)]);
	});

	it('says which city failed, answers null for it, and does not try it again at once', async () => {
		const failure = new Error('no such city');
		const { board, onError } = makeBoard((city, now) =>
			city === 'a' ? Promise.reject(failure) : Promise.resolve(asOf<ProvinceNow>(now))
		);
		const lines = await board.read(['a', 'b']);
		expect(lines.get('a')).toEqual({ now: null, month: { as_of: '1000000' } });
		expect(lines.get('b')!.now).toEqual({ as_of: '1000000' });
		await board.read(['a', 'b']);
		expect(onError.mock.calls).toEqual([[failure, 'a']]);
	});

	it('lets nobody wait when it stops', async () => {
		const { board } = makeBoard(() => new Promise(() => undefined));
		const answer = board.read(['a']);
		void boards.pop()!.stop();
		expect((await answer).get('a')).toEqual({ now: null, month: null });
	});
});
