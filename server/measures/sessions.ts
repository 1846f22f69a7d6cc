/** Online sessions by when a person was asked for. */
import { distinct, latestOf, sorted, type CellTable } from '../rollup/cell-table.ts';
import { histogramLists } from '../rollup/histogram.ts';
import { int } from '../store/literal.ts';

const RESPONSE_MS = 'ifNull(responded_at - requested_at, 0)';
const responded = (now: number) => `ifNull(responded_at <= ${int(now)}, false)`;

export const SESSIONS: CellTable = {
	kind: 'sessions',
	cells: 'session_cells',
	facts: 'sessions',
	id: 'session_id',
	time: 'requested_at',
	anchor: 'requested_at',
	counters: (now) => ({
		decided: `${responded(now)} OR ifNull(ended_at <= ${int(now)}, false)`,
		responded: responded(now),
		responded_by_agent: `${responded(now)} AND responder != 'robot'`,
		response_ms: `if(${responded(now)}, ${RESPONSE_MS}, 0)`,
		response_ms_squares: `if(${responded(now)}, toFloat64(${RESPONSE_MS}) * ${RESPONSE_MS}, 0.)`,
		with_channel: `channel != ''`
	}),
	lists: (now) => ({
		...sorted('responses', `if(${responded(now)}, [${RESPONSE_MS}], [])`, true),
		...histogramLists('response', RESPONSE_MS, responded(now)),
		...distinct('channels', `if(channel NOT IN ('', 'phone'), [toString(channel)], [])`)
	}),
	matureAt: latestOf('requested_at', 'responded_at', 'ended_at')
};
