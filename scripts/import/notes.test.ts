import { describe, expect, it } from 'vitest';
import { importBytes } from './testing.ts';
import { Notes } from './notes.ts';
import { Tally } from './tally.ts';

const MAPPING = {
	formats: ['yyyy-MM-dd HH:mm:ss'],
	events: [
		{
			type: 'ticket',
			fields: {
				event_id: 'id',
				ticket_id: 'id',
				event: { value: 'created' },
				at: { time: 'at' },
				channel: { column: 'way', map: { values: { phone: 'phone' }, default: 'other' } }
			}
		}
	]
};
const row = (i: number) =>
	i % 7 === 0
		? `${i},2024-13-01,phone`
		: `${i},2024-01-05 08:30:00,${i % 3 === 0 ? 'fax' : 'phone'}`;
const TABLE = ['id,at,way', ...Array.from({ length: 100 }, (_, i) => row(i)), ''].join('\n');
/** Of the rows, by hand. */
const WANT = { rejected: 15, fax: 33 - 4 };

async function read(from: number, failAfter?: number) {
	let reached = from;
	const notes = new Notes({ fromLine: from, reached: () => reached });
	const tally = new Tally(() => undefined);
	tally.faults = notes;
	const more = { tally, fromLine: from };
	const imported = await importBytes(
		TABLE,
		{ mapping: MAPPING, chunk: 200, ...(failAfter === undefined ? {} : { failAfter }) },
		more
	);
	reached = imported.resumeLine;
	return { ...notes.tell(), error: imported.error, reached };
}

const fax = (told: { unmapped: { value: string; n: number }[] }) =>
	told.unmapped.find(({ value }) => value === 'fax')?.n ?? 0;
const bad = (told: { rejected: { n: number }[] }) =>
	told.rejected.reduce((sum, { n }) => sum + n, 0);

describe('notes of a file', () => {
	it('name reasons and words, each line once', async () => {
		const told = await read(1);
		expect(told.error).toBeUndefined();
		expect(told.rejected).toEqual([{ reason: 'time_unreadable', n: WANT.rejected }]);
		expect(fax(told)).toBe(WANT.fax);
	});

	it.each([1, 13, 40, 77])('add up over parts, where it broke off after %i events', async (n) => {
		const whole = await read(1);
		const first = await read(1, n);
		expect(first.error).toBeDefined();
		const second = await read(first.reached);
		expect(bad(first) + bad(second)).toBe(bad(whole));
		expect(fax(first) + fax(second)).toBe(fax(whole));
		expect(first.lines + second.lines).toBe(whole.lines);
	});

	it('hide what may be a number, and cut what is no word', () => {
		const notes = new Notes({ fromLine: 1, reached: () => 9 });
		notes.unmapped('way', '13900001234');
		notes.unmapped('way', 'x'.repeat(99));
		expect(notes.tell().unmapped.map(({ value }) => value)).toEqual([
			'###########',
			'x'.repeat(40)
		]);
	});

	it('keep 500 words of a column, and count the others as one', () => {
		const notes = new Notes({ fromLine: 1, reached: () => 9 });
		for (let i = 0; i < 510; i++) notes.unmapped('way', `word ${i}`);
		expect(notes.tell().unmapped).toHaveLength(501);
		expect(notes.tell().unmapped.at(-1)).toEqual({ column: 'way', value: '…', n: 10 });
	});
});
