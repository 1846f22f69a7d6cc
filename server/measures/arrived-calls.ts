/** Calls by `arrived_at`: the connection rate of everyone who rang. */
import type { Store } from '../store/store.ts';
import { answeredSql, lostSql } from './outcome.ts';
import {
	cellColumns,
	earliestFrom,
	groupByCells,
	inWindows,
	keyColumns,
	type Cell,
	type MeasureConfig,
	type Question
} from './question.ts';

export interface ArrivedCallsCell extends Cell {
	decided: number;
	answered: number;
}

export function arrivedCalls(
	store: Store,
	question: Question,
	config: MeasureConfig
): Promise<ArrivedCallsCell[]> {
	return store.read(`
SELECT
	${keyColumns(question, 'phone')},
	countIf(is_answered OR is_lost) AS decided,
	countIf(is_answered) AS answered
FROM
(
	SELECT
		arrived_at AS t,
		${cellColumns(question, 'phone')},
		${answeredSql(question.now)} AS is_answered,
		${lostSql('connection_rate_offered', question.now, config)} AS is_lost
	FROM calls FINAL
	-- A call is placed no earlier than it arrives: the table's order leads to the window's start.
	WHERE ${inWindows(question, 'arrived_at')} AND placed_at >= ${earliestFrom(question)}
)
${groupByCells(question, 'phone')}`);
}
