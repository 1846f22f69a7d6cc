/** Ratings by when they were given. */
import type { CellTable } from '../rollup/cell-table.ts';
import { int } from '../store/literal.ts';

export const RATINGS: CellTable = {
	kind: 'ratings',
	cells: 'rating_cells',
	facts: 'ratings',
	id: 'rating_id',
	time: 'rated_at',
	anchor: 'rated_at',
	counters(_now, { satisfiedFrom }) {
		const satisfied = `ifNull(score >= ${int(satisfiedFrom)}, false)`;
		return {
			asked: 'toUInt32(1)',
			scored: 'score IS NOT NULL',
			after_call_scored: `kind = 'after_call' AND score IS NOT NULL`,
			after_call_satisfied: `kind = 'after_call' AND ${satisfied}`,
			callback_scored: `kind = 'callback' AND score IS NOT NULL`,
			callback_satisfied: `kind = 'callback' AND ${satisfied}`
		};
	},
	lists: () => ({}),
	matureAt: 'rated_at'
};
