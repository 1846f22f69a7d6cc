import { describe, expect, it } from 'vitest';
import {
	createCommitter,
	StoreRefusedError,
	type CommitterOptions,
	type CommittedBatch,
	type InsertPort
} from './commit.ts';
import type { AcceptedFact } from './door.ts';

const fact = (id: string): AcceptedFact => ({
	city: 420100,
	type: 'call',
	id,
	revision: 1,
	void: 0,
	happened_at: 1,
	caller: '',
	content: '{}'
});

/** A store whose inserts wait until they are let through. */
function setUp(
	options: Partial<
		Pick<CommitterOptions, 'maxPendingBytes' | 'maxBatchFacts' | 'rest' | 'time'>
	> = {}
) {
	const inserts: string[][] = [];
	const committed: CommittedBatch[] = [];
	const gates: { open(): void; fail(): void }[] = [];
	const port: InsertPort = {
		facts: (_batch, _receivedAt, facts) => {
			inserts.push([...facts.rows()].map(({ id }) => id));
			return new Promise((resolve, reject) =>
				gates.push({ open: resolve, fail: () => reject(new Error('disk full')) })
			);
		},
		quarantine: () => Promise.resolve()
	};
	const committer = createCommitter({
		port,
		clock: () => 1,
		firstBatch: 8,
		onCommitted: (batch) => committed.push(batch),
		rest: () => Promise.resolve(),
		...options
	});
	const submit = (...ids: string[]) => submitOf({}, ...ids);
	/** Of a request that brings several of these. */
	const submitOf = (request: object, ...ids: string[]) =>
		committer.submit({ source: 's', request, run: '', facts: ids.map(fact), rejections: [] });
	const turn = () => new Promise((resolve) => setImmediate(resolve));
	return { committer, inserts, committed, gates, submit, submitOf, turn };
}

describe('group commit', () => {
	it('makes one insert of what gathers while another is under way', async () => {
		const { submit, inserts, gates, turn, committed } = setUp();
		const first = submit('a');
		await turn();
		const rest = [submit('b'), submit('c', 'd'), submit('e')];
		await turn();
		expect(inserts).toEqual([['a']]);
		gates[0]!.open();
		await first;
		await turn();
		expect(inserts).toEqual([['a'], ['b', 'c', 'd', 'e']]);
		gates[1]!.open();
		await Promise.all(rest);
		expect(committed.map(({ batch, facts }) => [batch, facts])).toEqual([
			[8, 1],
			[9, 4]
		]);
	});

	it('joins requests that arrive in the same turn', async () => {
		const { submit, inserts, gates, turn } = setUp();
		const all = [submit('a'), submit('b')];
		await turn();
		gates[0]!.open();
		await Promise.all(all);
		expect(inserts).toEqual([['a', 'b']]);
	});

	describe('of several senders', () => {
		/** Inserts take so long by a clock of their own; rests end when they are told to. */
		function setUpRests(insertMs: number, options: { maxBatchFacts?: number } = {}) {
			let now = 0;
			const rests: { ms: number; end: () => void }[] = [];
			const rest = (ms: number) => new Promise<void>((end) => rests.push({ ms, end }));
			const made = setUp({ ...options, rest, time: () => now });
			const insert = async (index: number) => {
				await made.turn();
				now += insertMs;
				made.gates[index]!.open();
				await made.turn();
			};
			return { ...made, rests, insert };
		}

		it.each([
			[20, 20],
			[80, 50]
		])(
			'rests after an insert of %i ms for %i ms, and what comes meanwhile shares the next',
			async (insertMs, restMs) => {
				const { submit, rests, insert, inserts, turn } = setUpRests(insertMs);
				const shared = [submit('a'), submit('b')];
				await insert(0);
				await Promise.all(shared);
				expect(rests.map(({ ms }) => ms)).toEqual([restMs]);
				const next = [submit('c')];
				await turn();
				next.push(submit('d'));
				expect(inserts).toHaveLength(1);
				rests[0]!.end();
				await insert(1);
				await Promise.all(next);
				expect(inserts[1]).toEqual(['c', 'd']);
			}
		);

		it('does not rest where one request alone waited, however many pieces it came in', async () => {
			const { submitOf, rests, insert } = setUpRests(20);
			const request = {};
			const pieces = [submitOf(request, 'a'), submitOf(request, 'b')];
			await insert(0);
			await Promise.all(pieces);
			expect(rests).toEqual([]);
		});

		it('does not rest while a full insert waits', async () => {
			const { submit, rests, insert, turn, inserts } = setUpRests(20, { maxBatchFacts: 2 });
			const all = [submit('a'), submit('b')];
			await turn();
			all.push(submit('c'), submit('d'));
			await insert(0);
			expect(rests).toEqual([]);
			expect(inserts).toHaveLength(2);
			await insert(1);
			await Promise.all(all);
			expect(rests).toHaveLength(1);
		});
	});

	it('answers nobody before the insert has returned', async () => {
		const { submit, gates, turn } = setUp();
		let answered = false;
		const one = submit('a').then(() => (answered = true));
		await turn();
		await turn();
		expect(answered).toBe(false);
		gates[0]!.open();
		await one;
		expect(answered).toBe(true);
	});

	it('tells all whose insert failed, goes on, and settles what may have landed', async () => {
		const { submit, gates, turn, committed } = setUp();
		const lost = [submit('a'), submit('b')];
		await turn();
		gates[0]!.fail();
		for (const one of lost) await expect(one).rejects.toThrow(StoreRefusedError);
		const next = submit('c');
		await turn();
		gates[1]!.open();
		await next;
		expect(committed.map(({ batch }) => batch)).toEqual([8, 9]);
	});

	it('is full at its bound, and has room again afterwards', async () => {
		const { committer, submit, gates, turn } = setUp({ maxPendingBytes: 100 });
		const one = submit('a');
		expect(committer.full).toBe(true);
		let hasRoom = false;
		const room = committer.room().then(() => (hasRoom = true));
		await turn();
		expect(hasRoom).toBe(false);
		gates[0]!.open();
		await Promise.all([one, room]);
		expect(committer.full).toBe(false);
		expect(committer.pendingBytes).toBe(0);
	});

	it('bounds one insert', async () => {
		const { submit, inserts, gates, turn } = setUp({ maxBatchFacts: 2 });
		const all = [submit('a'), submit('b'), submit('c')];
		await turn();
		gates[0]!.open();
		await all[0];
		await turn();
		expect(inserts).toEqual([['a', 'b'], ['c']]);
		gates[1]!.open();
		await Promise.all(all);
	});
});
