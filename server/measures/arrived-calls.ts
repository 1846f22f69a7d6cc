/** Calls by `arrived_at`: the connection rate of everyone who rang, and what they met before a person. */
import { latestOf, type CellTable } from '../rollup/cell-table.ts';
import { answeredSql, lostSql } from './outcome.ts';

/** Count, sum and sum of squares of a field that not every call has. */
function moments(name: string, column: string): Record<string, string> {
	return {
		[`${name}_n`]: `${column} IS NOT NULL`,
		[`${name}_sum`]: `ifNull(${column}, 0.)`,
		[`${name}_squares`]: `ifNull(${column} * ${column}, 0.)`
	};
}

export const ARRIVED_CALLS: CellTable = {
	kind: 'calls',
	cells: 'arrival_cells',
	facts: 'calls',
	id: 'call_id',
	time: 'arrived_at',
	anchor: 'placed_at',
	counters: (now, config) => ({
		arrived: 'toUInt32(1)',
		decided: `${answeredSql(now)} OR (${lostSql('connection_rate_offered', now, config)})`,
		answered: answeredSql(now),
		...moments('welcome', 'welcome_seconds'),
		...moments('menu', 'menu_depth'),
		...moments('mos', 'mos')
	}),
	lists: () => ({}),
	matureAt: latestOf('placed_at', 'answered_at', 'ended_at')
};
