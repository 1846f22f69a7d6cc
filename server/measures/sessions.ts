/** Online sessions by when a person was asked for. */
import { int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import {
	cellColumns,
	groupByCells,
	inWindows,
	keyColumns,
	type Cell,
	type Question
} from './question.ts';

export interface SessionsCell extends Cell {
	decided: number;
	responded: number;
	responded_by_agent: number;
	response_ms_mean: number | null;
	response_ms_deviation: number | null;
	response_ms_quantiles: [p50: number | null, p90: number | null];
}

export function sessions(store: Store, question: Question): Promise<SessionsCell[]> {
	const now = int(question.now);
	return store.read(`
SELECT
	${keyColumns(question, 'online')},
	countIf(is_responded OR is_lost) AS decided,
	countIf(is_responded) AS responded,
	countIf(is_responded AND responder != 'robot') AS responded_by_agent,
	avgIf(response_ms, is_responded) AS response_ms_mean,
	stddevSampIf(response_ms, is_responded) AS response_ms_deviation,
	quantilesExactInclusiveIf(0.5, 0.9)(response_ms, is_responded) AS response_ms_quantiles
FROM
(
	SELECT
		requested_at AS t,
		${cellColumns(question, 'online')},
		responder,
		ifNull(responded_at <= ${now}, false) AS is_responded,
		NOT is_responded AND ifNull(ended_at <= ${now}, false) AS is_lost,
		ifNull(responded_at - t, 0) AS response_ms
	FROM sessions FINAL
	WHERE ${inWindows(question, 'requested_at')}
)
${groupByCells(question, 'online')}`);
}
