/** How many facts of the window carry each field that the assessment rests on, by event time. */
import type { FieldId } from '#contract/quality';
import { inWindows, type Question } from '../measures/question.ts';
import { int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';

export interface FieldCounts {
	calls: number;
	answered_calls: number;
	tickets: number;
	sessions: number;
	/** Facts that have the field. */
	present: Record<FieldId, number>;
}

export async function fieldCounts(
	store: Store,
	{ city, from, to, now }: { city: string; from: number; to: number; now: number }
): Promise<FieldCounts> {
	const question: Question = { city, windows: [{ from, to }], now };
	const [[calls], [tickets], [sessions]] = await Promise.all([
		store.read<Record<string, number>>(`
SELECT
	count() AS calls,
	countIf(answered_at <= ${int(now)}) AS answered_calls,
	countIf(caller != '') AS caller,
	countIf(answered_at <= ${int(now)} AND resolved_on_contact IS NOT NULL) AS resolved_on_contact,
	count(welcome_seconds) AS welcome_seconds,
	count(menu_depth) AS menu_depth,
	count(mos) AS mos
FROM calls FINAL
WHERE ${inWindows(question, 'arrived_at')} AND placed_at >= ${int(from)}`),
		store.read<Record<string, number>>(`
SELECT
	count() AS tickets,
	countIf(channel != '') AS channel,
	count(self_service) AS self_service,
	count(respond_due_at) AS respond_due_at,
	count(resolve_due_at) AS resolve_due_at
FROM tickets FINAL
WHERE ${inWindows(question, 'created_at')}`),
		store.read<Record<string, number>>(
			`SELECT count() AS sessions FROM sessions FINAL WHERE ${inWindows(question, 'requested_at')}`
		)
	]);
	const counts = { ...calls, ...tickets, ...sessions };
	const count = (name: string) => counts[name] ?? 0;
	return {
		calls: count('calls'),
		answered_calls: count('answered_calls'),
		tickets: count('tickets'),
		sessions: count('sessions'),
		present: {
			caller: count('caller'),
			resolved_on_contact: count('resolved_on_contact'),
			welcome_seconds: count('welcome_seconds'),
			menu_depth: count('menu_depth'),
			mos: count('mos'),
			channel: count('channel'),
			self_service: count('self_service'),
			respond_due_at: count('respond_due_at'),
			resolve_due_at: count('resolve_due_at')
		}
	};
}
