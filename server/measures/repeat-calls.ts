/** Answered calls whose caller did, or did not, ask for a person again within the repeat days. */
import { DAY_MS } from '#contract/instant';
import { cityCode, int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
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

export interface RepeatCallsCell extends Cell {
	/** Calls old enough to judge, and those of them without a repeat. */
	judged: number;
	not_repeated: number;
	/** Answered calls with a caller that are not old enough yet. */
	maturing: number;
}

export function repeatCalls(
	store: Store,
	question: Question,
	config: MeasureConfig
): Promise<RepeatCallsCell[]> {
	const now = int(question.now);
	const span = int(config.repeatDays * DAY_MS);
	return store.read(`
SELECT
	${keyColumns(question, 'phone')},
	countIf(is_old_enough) AS judged,
	countIf(is_old_enough AND (next_queued_at = 0 OR next_queued_at > answered + ${span})) AS not_repeated,
	countIf(NOT is_old_enough) AS maturing
FROM
(
	SELECT
		first.t AS t,
		${cellColumns(question, 'phone')},
		first.answered AS answered,
		first.answered + ${span} <= ${now} AS is_old_enough,
		next.queued AS next_queued_at
	FROM
	(
		SELECT caller, placed_at AS t, assumeNotNull(answered_at) AS answered
		FROM calls FINAL
		WHERE ${inWindows(question, 'placed_at')} AND queued_at IS NOT NULL
			AND answered_at <= ${now} AND caller != ''
	) AS first
	-- A call never repeats itself: it queues no later than it is answered.
	ASOF LEFT JOIN
	(
		SELECT caller, placed_at AS queued
		FROM calls FINAL
		WHERE city = ${cityCode(question.city)} AND placed_at >= ${earliestFrom(question)} AND placed_at <= ${now}
			AND queued_at IS NOT NULL AND caller != ''
	) AS next ON first.caller = next.caller AND first.answered < next.queued
)
${groupByCells(question, 'phone')}`);
}
