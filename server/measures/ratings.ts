/** Ratings by when they were given. */
import { int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import {
	cellColumns,
	groupByCells,
	inWindows,
	keyColumns,
	type Cell,
	type MeasureConfig,
	type Question
} from './question.ts';

export interface RatingsCell extends Cell {
	asked: number;
	scored: number;
	after_call_scored: number;
	after_call_satisfied: number;
	callback_scored: number;
	callback_satisfied: number;
}

export function ratings(
	store: Store,
	question: Question,
	config: MeasureConfig
): Promise<RatingsCell[]> {
	const isSatisfied = `ifNull(score >= ${int(config.satisfiedFrom)}, false)`;
	return store.read(`
SELECT
	${keyColumns(question)},
	count() AS asked,
	countIf(score IS NOT NULL) AS scored,
	countIf(kind = 'after_call' AND score IS NOT NULL) AS after_call_scored,
	countIf(kind = 'after_call' AND ${isSatisfied}) AS after_call_satisfied,
	countIf(kind = 'callback' AND score IS NOT NULL) AS callback_scored,
	countIf(kind = 'callback' AND ${isSatisfied}) AS callback_satisfied
FROM
(
	SELECT rated_at AS t, ${cellColumns(question)}, kind, score
	FROM ratings FINAL
	WHERE ${inWindows(question, 'rated_at')}
)
${groupByCells(question)}`);
}
