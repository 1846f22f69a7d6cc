/** Tickets by when they were created: channels, complaints, commitments. */
import { distinct, latestOf, sorted, type CellTable } from '../rollup/cell-table.ts';
import { int } from '../store/literal.ts';

const byNow = (column: string, now: number) => `ifNull(${column} <= ${int(now)}, false)`;

/** Done with a due time, done in time, and the due times of what is not done. */
function commitment(name: 'responded' | 'resolved', done: string, due: string, now: number) {
	const isDone = byNow(done, now);
	return {
		counters: {
			[`${name}_with_due`]: `${isDone} AND ${due} IS NOT NULL`,
			[`${name}_on_time`]: `${isDone} AND ifNull(${done} <= ${due}, false)`
		},
		pending: `if(${due} IS NOT NULL AND NOT ${isDone}, [assumeNotNull(${due})], [])`
	};
}

const commitments = (now: number) => ({
	respond: commitment('responded', 'responded_at', 'respond_due_at', now),
	resolve: commitment('resolved', 'resolved_at', 'resolve_due_at', now)
});

export const CREATED_TICKETS: CellTable = {
	kind: 'created',
	cells: 'created_cells',
	facts: 'tickets_by_created',
	id: 'ticket_id',
	time: 'created_at',
	anchor: 'created_at',
	counters: (now) => ({
		created: 'toUInt32(1)',
		with_channel: `channel != ''`,
		non_phone: `channel NOT IN ('', 'phone')`,
		complained: byNow('complained_at', now),
		not_closed: `NOT ${byNow('closed_at', now)} AND NOT ${byNow('complained_at', now)}`,
		...commitments(now).respond.counters,
		...commitments(now).resolve.counters,
		self_service_known: 'self_service IS NOT NULL'
	}),
	lists: (now) => ({
		...sorted('respond_pending', commitments(now).respond.pending),
		...sorted('resolve_pending', commitments(now).resolve.pending),
		...distinct('channels', `if(channel NOT IN ('', 'phone'), [toString(channel)], [])`),
		...distinct(
			'self_service_channels',
			`if(channel NOT IN ('', 'phone') AND ifNull(self_service, false), [toString(channel)], [])`
		)
	}),
	matureAt: latestOf('created_at', 'responded_at', 'resolved_at', 'complained_at', 'closed_at')
};
