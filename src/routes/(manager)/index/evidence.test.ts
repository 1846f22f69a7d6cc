import { describe, expect, it } from 'vitest';
import { assess } from '../../../lib/assessment/assess.ts';
import { city, ITEMS, measureAll } from '../../../lib/assessment/fixtures.ts';
import { MEASURE_IDS } from '../../../lib/contract/measures.ts';
import { factsSearch, fieldsOf, worthOf } from './evidence.ts';

describe('what lies beneath an item', () => {
	it('is fields for those that events give, and none for readings', () => {
		for (const { id, measurable } of ITEMS)
			expect([id, fieldsOf(id) !== null]).toEqual([id, measurable]);
	});

	it('leads to a measure of the catalogue over the window to the millisecond', () => {
		const window = { from: '2026-11-01T09:00:00.123+08:00', to: '2026-12-01T09:00:00.123+08:00' };
		for (const { id } of ITEMS) {
			const search = factsSearch({ id, source: 'measured' }, window);
			if (search) expect(MEASURE_IDS).toContain(search.measure);
			expect(factsSearch({ id, source: 'survey' }, window)).toBeNull();
		}
		expect(factsSearch({ id: 'connection', source: 'measured' }, window)).toEqual({
			from: '2026-11-01T09:00:00.123',
			to: '2026-12-01T09:00:00.123',
			measure: 'connection_rate',
			lost: 'connection_rate'
		});
	});

	it('is worth what the index moves between 0 and 100', () => {
		const known = (value: number) =>
			assess(
				city({
					measured: {
						...measureAll(({ mean }) => mean),
						trust: { value, n: 1, low: value, high: value }
					}
				})
			);
		const unknown = assess(
			city({ measured: measureAll(({ mean, id }) => (id === 'trust' ? null : mean)) })
		);
		const item = unknown.indicators[2]!.children![1]!.items!.find(({ id }) => id === 'trust')!;
		const { low, high } = worthOf(unknown, item, 0.3 * 0.4 * item.weight);
		expect(low).toBeCloseTo(known(0).index.point, 9);
		expect(high).toBeCloseTo(known(100).index.point, 9);
	});
});
