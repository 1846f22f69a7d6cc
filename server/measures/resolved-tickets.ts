/** Tickets by when they were first resolved: were they visited (回访)? */
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

export interface ResolvedTicketsCell extends Cell {
	resolved: number;
	visited: number;
	maturing: number;
}

export function resolvedTickets(store: Store, question: Question): Promise<ResolvedTicketsCell[]> {
	const now = int(question.now);
	return store.read(`
SELECT
	${keyColumns(question)},
	count() AS resolved,
	countIf(is_visited) AS visited,
	countIf(NOT is_visited AND NOT ifNull(closed_at <= ${now}, false)) AS maturing
FROM
(
	SELECT
		assumeNotNull(resolved_at) AS t,
		${cellColumns(question)},
		closed_at,
		ifNull(visited_at <= ${now}, false) AS is_visited
	FROM tickets FINAL
	WHERE ${inWindows(question, 'resolved_at')}
)
${groupByCells(question)}`);
}
