import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EVENT_TYPES } from '#contract/events';
import { FactBatch, LATE_MS } from './fact-batch.ts';

const text = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 40 }),
	fc.constantFrom('', '中', '\n\nDROP TABLE x;', '😀'.repeat(2_000))
);
const fact = fc.record({
	source: text,
	run: text,
	city: fc.constantFrom(110000, 420100),
	type: fc.constantFrom(...EVENT_TYPES),
	id: text,
	revision: fc.constantFrom(1, 2 ** 31, 2 ** 53),
	void: fc.constantFrom(0 as const, 1 as const),
	happened_at: fc.constantFrom(0, 1_795_000_000_123),
	caller: text,
	content: text
});

it('holds facts as they were added, however many and long', () => {
	fc.assert(
		fc.property(
			fc.array(fact, { maxLength: 20 }),
			fc.integer({ min: 1, max: 60 }),
			(facts, times) => {
				const batch = new FactBatch();
				const all = Array.from({ length: times }, () => facts).flat();
				for (const { source, run, ...rest } of all) batch.add(source, run, rest);
				expect([...batch.rows()]).toEqual(all);
				expect(batch.length).toBe(all.length);
				const said = [...batch.sent].flatMap(([city, own]) =>
					own.flatMap(({ source, run, facts: n }) =>
						Array<string>(n).fill(`${city} ${source} ${run}`)
					)
				);
				expect(said.sort()).toEqual(
					all.map(({ city, source, run }) => `${city} ${source} ${run}`).sort()
				);
			}
		),
		{ numRuns: 40 }
	);
});

it('tells history from the present by how long before it a fact happened', () => {
	const now = 1_795_000_000_000;
	const batch = new FactBatch(now);
	const admitted = {
		city: 420100,
		type: 'call',
		id: 'a',
		revision: 1,
		void: 0,
		caller: '',
		content: '{}'
	} as const;
	for (const happened_at of [now, now - LATE_MS, now - LATE_MS - 1, 0])
		batch.add('pbx', '', { ...admitted, happened_at });
	expect(batch.sent.get(420100)).toEqual([{ source: 'pbx', run: '', facts: 4, late: 1 }]);
});
