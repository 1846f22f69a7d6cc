import { describe, expect, it } from 'vitest';
import { createCells } from './cells.ts';
import type { Stream } from './streams.ts';

const MINUTE = 60_000;
const NOON = Date.parse('2026-11-24T12:00+08:00');
const CALLS: Stream = { measure: 'connection_rate', line: null };
const CHATS: Stream = { measure: 'online_connection_rate', line: null };

function setUp(isThin: boolean) {
	const read: string[] = [];
	const state = { settled: 10, history: 0 };
	const cells = createCells(
		{
			readings: {
				cells: (_, { measure }) => {
					read.push(measure);
					return Promise.resolve([{ day: 0, hour: 1, n: read.length, bad: 0 }]);
				}
			},
			settledBatch: () => state.settled,
			historyBatch: () => state.history,
			isThin: () => isThin
		},
		'420100'
	);
	return { cells, read, state };
}

describe('the weeks behind a city', () => {
	it('are read once for all rules that share a stream', async () => {
		const { cells, read } = setUp(false);
		await cells.load([CALLS, CALLS, CHATS], NOON);
		expect(read).toEqual(['connection_rate', 'online_connection_rate']);
		expect(cells.of(CALLS)).toBe(cells.of({ ...CALLS }));
	});
	it('cost a reading for a new stream alone', async () => {
		const { cells, read } = setUp(false);
		await cells.load([CALLS], NOON);
		const before = cells.of(CALLS);
		await cells.load([CALLS, CHATS], NOON + MINUTE);
		expect(read).toEqual(['connection_rate', 'online_connection_rate']);
		expect(cells.of(CALLS)).toBe(before);
	});
	it('that are thin are read again soon after history came in, and not before', async () => {
		const { cells, state } = setUp(true);
		await cells.load([CALLS], NOON);
		expect(cells.isDue(NOON + 30 * MINUTE)).toBe(false);
		[state.settled, state.history] = [12, 12];
		expect(cells.isDue(NOON + 0.4 * MINUTE)).toBe(false);
		expect(cells.isDue(NOON + 0.5 * MINUTE)).toBe(true);
		await cells.load([CALLS], NOON + MINUTE);
		expect(cells.isDue(NOON + 31 * MINUTE)).toBe(false);
	});
	it('that say enough are read every ten minutes while history comes in', async () => {
		const { cells, state } = setUp(false);
		await cells.load([CALLS], NOON);
		[state.settled, state.history] = [12, 12];
		expect(cells.isDue(NOON + 9 * MINUTE)).toBe(false);
		expect(cells.isDue(NOON + 10 * MINUTE)).toBe(true);
	});
	it('are due again as history settles after it was read', async () => {
		const { cells, state } = setUp(true);
		state.history = 11;
		await cells.load([CALLS], NOON);
		expect(cells.isDue(NOON + MINUTE)).toBe(true);
	});
	it('are read anew as the day changes, after an hour, and when the clock goes back', async () => {
		const { cells } = setUp(false);
		await cells.load([CALLS], NOON);
		expect(cells.isDue(NOON + 59 * MINUTE)).toBe(false);
		expect(cells.isDue(NOON + 60 * MINUTE)).toBe(true);
		expect(cells.isDue(NOON - 1)).toBe(true);
		await cells.load([CALLS], NOON + 12 * 60 * MINUTE - 1);
		expect(cells.isDue(NOON + 12 * 60 * MINUTE)).toBe(true);
	});
	it('stay due where reading them failed', async () => {
		const broken = createCells(
			{
				readings: { cells: () => Promise.reject(new Error('no')) },
				settledBatch: () => 10,
				historyBatch: () => 0,
				isThin: () => false
			},
			'420100'
		);
		await expect(broken.load([CALLS], NOON)).rejects.toThrow('no');
		expect(broken.isDue(NOON)).toBe(true);
	});
});
