/** What the settle step under way has written, by kind of fact: copied into memory as it is written. */
import type { EventType } from '#contract/events';
import { catalogueId } from '../store/literal.ts';
import { DATABASE, type Store } from '../store/store.ts';
import type { DayKind } from './cell-table.ts';
import { daySql } from './parts-of-day.ts';

/** Each kind of fact, what brings it, its table, and the time that leads its order and owns the day. */
export const FACTS_OF: readonly {
	kind: Exclude<DayKind, 'repeats'>;
	type: EventType;
	facts: string;
	anchor: string;
}[] = [
	{ kind: 'calls', type: 'call', facts: 'calls', anchor: 'placed_at' },
	{ kind: 'sessions', type: 'session', facts: 'sessions', anchor: 'requested_at' },
	{ kind: 'created', type: 'ticket', facts: 'tickets_by_created', anchor: 'created_at' },
	{ kind: 'resolved', type: 'ticket', facts: 'tickets_by_resolved', anchor: 'resolved_at' },
	{ kind: 'ratings', type: 'rating', facts: 'ratings', anchor: 'rated_at' }
];

/** Where a step's rows of a table are, as they were written: what a row left behind is among them. */
export const touchedTable = (facts: string) => `touched_${facts}`;

/** A day that a settle step wrote to, and the earliest instant of what it wrote there. */
export interface TouchedDay extends CityDay {
	kind: DayKind;
	earliest_at: number;
}

export interface CityDay {
	city: number;
	day: number;
}

export async function touchedDays(
	store: Store,
	types: ReadonlySet<EventType>
): Promise<TouchedDay[]> {
	const touched = FACTS_OF.filter(({ type }) => types.has(type));
	if (touched.length === 0) return [];
	const each = touched.map(
		({ kind, facts, anchor }) =>
			`SELECT ${catalogueId(kind)} AS kind, city, ${daySql(anchor)} AS day, min(${anchor}) AS earliest_at FROM ${touchedTable(facts)} GROUP BY city, day`
	);
	return store.read<TouchedDay & Record<string, unknown>>(each.join('\nUNION ALL\n'));
}

/** Empties what the step has filled. */
export const forgetTouched = (store: Store): Promise<void> =>
	store.settle(`TRUNCATE ALL TABLES FROM ${DATABASE} LIKE '${touchedTable('%')}'`);
