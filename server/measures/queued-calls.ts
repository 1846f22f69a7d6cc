/** Calls by `queued_at`: connection rates, service level, waits, declared resolution. */
import { latestOf, sorted, type CellTable } from '../rollup/cell-table.ts';
import { histogramLists } from '../rollup/histogram.ts';
import { int } from '../store/literal.ts';
import { answeredSql, lostSql } from './outcome.ts';

const QUEUED = 'queued_at IS NOT NULL';
/** Never negative: stages are in order. */
const WAIT_MS = 'ifNull(answered_at - placed_at, 0)';

export const QUEUED_CALLS: CellTable = {
	kind: 'calls',
	cells: 'call_cells',
	facts: 'calls',
	id: 'call_id',
	time: 'placed_at',
	anchor: 'placed_at',
	counters(now, config) {
		const answered = `${QUEUED} AND ${answeredSql(now)}`;
		return {
			decided: `${QUEUED} AND (${answeredSql(now)} OR (${lostSql('connection_rate', now, config)}))`,
			answered,
			answered_by_agent: `${answered} AND answered_by != 'robot'`,
			answered_in_time: `${answered} AND ${WAIT_MS} <= ${int(config.serviceLevelSeconds * 1000)}`,
			resolution_known: `${answered} AND resolved_on_contact IS NOT NULL`,
			resolved: `${answered} AND ifNull(resolved_on_contact, false)`,
			with_caller: `${answered} AND caller != ''`,
			undecided: `${QUEUED} AND decided_at > ${int(now)}`,
			wait_ms: `if(${answered}, ${WAIT_MS}, 0)`
		};
	},
	lists(now) {
		const answered = `${QUEUED} AND ${answeredSql(now)}`;
		return {
			...sorted('waits', `if(${answered}, [${WAIT_MS}], [])`, true),
			...histogramLists('wait', WAIT_MS, answered)
		};
	},
	matureAt: latestOf('placed_at', 'answered_at', 'ended_at')
};
