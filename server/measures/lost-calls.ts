/** The calls behind a lost number, in the order in which they came. Names no caller. */
import type { LostDefinition } from '#contract/answers';
import type { PhoneSlotId } from '#contract/slots';
import { catalogueId, cityCode, int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import { lostSql } from './outcome.ts';
import { slotSql, type MeasureConfig, type Window } from './question.ts';

export interface LostQuestion {
	city: string;
	window: Window;
	now: number;
	definition: LostDefinition;
	/** Of this phone slot alone. */
	slot?: PhoneSlotId | undefined;
}

/** Where a list goes on: behind this call. */
export interface LostCursor {
	at: number;
	callId: string;
}

export interface LostCall extends Record<string, unknown> {
	/** The window time of the definition. */
	at: number;
	call_id: string;
	arrived_at: number;
	queued_at: number | null;
	ended_at: number;
	line: string;
	queue: string;
}

/** At most `limit` lost calls behind the cursor. */
export function lostCalls(
	store: Store,
	question: LostQuestion,
	config: MeasureConfig,
	page: { after?: LostCursor | undefined; limit: number }
): Promise<LostCall[]> {
	const { after, limit } = page;
	const behind = after && `WHERE (t, call_id) > (${int(after.at)}, {after_id: String})`;
	return store.read<LostCall>(
		`
SELECT t AS at, call_id, arrived_at, if(queued_at <= ${int(question.now)}, queued_at, NULL) AS queued_at,
	ended_at, line, queue
${lostFrom(question, config)} ${behind ?? ''}
ORDER BY t, call_id
LIMIT ${int(limit)}`,
		after && { after_id: after.callId }
	);
}

/** How many there are: denominator less numerator of the definition. */
export async function countLostCalls(
	store: Store,
	question: LostQuestion,
	config: MeasureConfig
): Promise<number> {
	const [row] = await store.read<{ total: number }>(
		`SELECT count() AS total ${lostFrom(question, config)}`
	);
	if (!row) throw new Error('a count always has a row');
	return row.total;
}

function lostFrom(question: LostQuestion, config: MeasureConfig): string {
	const { city, window, now, definition, slot } = question;
	const time = definition === 'connection_rate' ? 'placed_at' : 'arrived_at';
	const conditions = [
		`city = ${cityCode(city)}`,
		// A call is placed no earlier than it arrives: the table's order leads to the window's start.
		`placed_at >= ${int(window.from)}`,
		`t >= ${int(window.from)} AND t < ${int(window.to)} AND t <= ${int(now)}`,
		lostSql(definition, now, config)
	];
	if (definition === 'connection_rate') conditions.push('queued_at IS NOT NULL');
	if (slot !== undefined) conditions.push(`${slotSql('phone')} = ${catalogueId(slot)}`);
	return `FROM (SELECT *, ${time} AS t FROM calls FINAL WHERE ${conditions.join('\n\tAND ')})`;
}
