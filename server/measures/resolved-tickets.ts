/** Tickets by when they were first resolved: were they visited (回访)? */
import { latestOf, type CellTable } from '../rollup/cell-table.ts';
import { int } from '../store/literal.ts';

const byNow = (column: string, now: number) => `ifNull(${column} <= ${int(now)}, false)`;

export const RESOLVED_TICKETS: CellTable = {
	kind: 'resolved',
	cells: 'resolved_cells',
	facts: 'tickets_by_resolved',
	id: 'ticket_id',
	time: 'resolved_at',
	anchor: 'resolved_at',
	counters: (now) => ({
		resolved: 'toUInt32(1)',
		visited: byNow('visited_at', now),
		maturing: `NOT ${byNow('visited_at', now)} AND NOT ${byNow('closed_at', now)}`
	}),
	lists: () => ({}),
	matureAt: latestOf('resolved_at', 'visited_at', 'closed_at')
};
