/** Tickets by when they were created: channels, complaints, commitments. */
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

export interface CreatedTicketsCell extends Cell {
	created: number;
	with_channel: number;
	non_phone: number;
	complained: number;
	not_closed: number;
	respond_due: number;
	responded_on_time: number;
	respond_maturing: number;
	resolve_due: number;
	resolved_on_time: number;
	resolve_maturing: number;
}

export function createdTickets(store: Store, question: Question): Promise<CreatedTicketsCell[]> {
	const now = int(question.now);
	const byNow = (column: string) => `ifNull(${column} <= ${now}, false)`;
	return store.read(`
SELECT
	${keyColumns(question)},
	count() AS created,
	countIf(channel != '') AS with_channel,
	countIf(channel NOT IN ('', 'phone')) AS non_phone,
	countIf(${byNow('complained_at')}) AS complained,
	countIf(NOT ${byNow('closed_at')} AND NOT ${byNow('complained_at')}) AS not_closed,
	countIf(respond_due_at IS NOT NULL AND (is_responded OR ${byNow('respond_due_at')})) AS respond_due,
	countIf(is_responded AND responded_at <= respond_due_at) AS responded_on_time,
	countIf(respond_due_at > ${now} AND NOT is_responded) AS respond_maturing,
	countIf(resolve_due_at IS NOT NULL AND (is_resolved OR ${byNow('resolve_due_at')})) AS resolve_due,
	countIf(is_resolved AND resolved_at <= resolve_due_at) AS resolved_on_time,
	countIf(resolve_due_at > ${now} AND NOT is_resolved) AS resolve_maturing
FROM
(
	SELECT
		*,
		assumeNotNull(created_at) AS t,
		${cellColumns(question)},
		${byNow('responded_at')} AS is_responded,
		${byNow('resolved_at')} AS is_resolved
	FROM tickets FINAL
	WHERE ${inWindows(question, 'created_at')}
)
${groupByCells(question)}`);
}
