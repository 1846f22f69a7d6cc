/** Calls by `queued_at`: connection rates, service level, waits, declared resolution. */
import { int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import { answeredSql, lostSql } from './outcome.ts';
import {
	cellColumns,
	groupByCells,
	inWindows,
	keyColumns,
	type Cell,
	type MeasureConfig,
	type Question
} from './question.ts';

export interface QueuedCallsCell extends Cell {
	decided: number;
	answered: number;
	answered_by_agent: number;
	answered_in_time: number;
	resolution_known: number;
	resolved: number;
	wait_ms_mean: number | null;
	wait_ms_quantiles: [p50: number | null, p90: number | null];
}

export function queuedCalls(
	store: Store,
	question: Question,
	config: MeasureConfig
): Promise<QueuedCallsCell[]> {
	return store.read(`
SELECT
	${keyColumns(question, 'phone')},
	countIf(is_answered OR is_lost) AS decided,
	countIf(is_answered) AS answered,
	countIf(is_answered AND answered_by != 'robot') AS answered_by_agent,
	countIf(is_answered AND wait_ms <= ${int(config.serviceLevelSeconds * 1000)}) AS answered_in_time,
	countIf(is_answered AND resolved_on_contact IS NOT NULL) AS resolution_known,
	countIf(is_answered AND resolved_on_contact) AS resolved,
	avgIf(wait_ms, is_answered) AS wait_ms_mean,
	quantilesExactInclusiveIf(0.5, 0.9)(wait_ms, is_answered) AS wait_ms_quantiles
FROM
(
	SELECT
		placed_at AS t,
		${cellColumns(question, 'phone')},
		answered_by,
		resolved_on_contact,
		${answeredSql(question.now)} AS is_answered,
		${lostSql('connection_rate', question.now, config)} AS is_lost,
		ifNull(answered_at - t, 0) AS wait_ms
	FROM calls FINAL
	WHERE ${inWindows(question, 'placed_at')} AND queued_at IS NOT NULL
)
${groupByCells(question, 'phone')}`);
}
