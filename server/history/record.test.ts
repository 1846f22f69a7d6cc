import { describe, expect, it } from 'vitest';
import { formatInstant, MINUTE_MS } from '#contract/instant';
import { assess } from '#assessment/assess';
import { city } from '#assessment/fixtures';
import { summarise } from '#assessment/summarise';
import type { IndexSummary } from '#assessment/types';
import type { Store } from '../store/store.ts';
import { createRecorder } from './record.ts';

const START = Date.parse('2026-11-24T09:00:30+08:00');
const summary = summarise(assess(city()));
const shownAt = (instant: number): IndexSummary => ({ ...summary, as_of: formatInstant(instant) });

/** A store that holds what is written, with cities that have data. */
function stub(cities: number[]) {
	const rows: Record<string, unknown>[] = [];
	const store = {
		read: (sql: string) =>
			Promise.resolve(sql.includes('raw_events') ? cities.map((code) => ({ city: code })) : []),
		insert: (_: string, more: Record<string, unknown>[]) => {
			rows.push(...more);
			return Promise.resolve();
		},
		command: () => Promise.resolve()
	} as unknown as Store;
	return { store, rows, cities: () => rows.map((row) => row.city) };
}

describe('the recorder', () => {
	it('writes a watched city as it was shown, and assesses the others one by one', async () => {
		let now = START;
		const { store, rows } = stub([420100, 420200]);
		const assessed: string[] = [];
		const recorder = await createRecorder({
			store,
			clock: () => now,
			assess: (code, at) => {
				assessed.push(code);
				return Promise.resolve(shownAt(at));
			},
			onError: (error) => expect.unreachable(String(error)),
			rest: () => Promise.resolve()
		});
		recorder.show('420100', shownAt(START - 5_000));
		await recorder.run();
		expect(assessed).toEqual(['420200']);
		expect(rows.map((row) => [row.city, row.as_of])).toEqual([
			[420100, START - 5_000],
			[420200, START]
		]);
		recorder.add(['420300']);
		await recorder.run();
		expect(rows.map((row) => row.city)).toEqual([420100, 420200, 420300]);
		now += MINUTE_MS;
		await recorder.run();
		expect(rows).toHaveLength(6);
	});

	it('tells of a city that cannot be assessed, and goes on with the others', async () => {
		const { store, cities } = stub([420100, 420200, 420300]);
		const told: unknown[] = [];
		const recorder = await createRecorder({
			store,
			clock: () => START,
			assess: (code, at) =>
				code === '420200' ? Promise.reject(new Error('bad')) : Promise.resolve(shownAt(at)),
			onError: (error) => told.push(error),
			rest: () => Promise.resolve()
		});
		await recorder.run();
		expect(cities()).toEqual([420100, 420300]);
		expect(told).toHaveLength(1);
	});

	it('rests between cities, and stops in the middle of a rest', async () => {
		const { store, cities } = stub([420100, 420200]);
		const recorder = await createRecorder({
			store,
			clock: () => START,
			assess: (_, at) => Promise.resolve(shownAt(at)),
			onError: (error) => expect.unreachable(String(error)),
			rest: (ms) => (ms === 0 ? Promise.resolve() : new Promise(() => undefined))
		});
		const round = recorder.run();
		await expect.poll(cities).toEqual([420100]);
		await recorder.stop();
		await round;
		expect(cities()).toEqual([420100]);
	});
});
