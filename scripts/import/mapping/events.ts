/** Compiles a mapping's events: rows in, events out, each whole or with the reason why not. */
import { EVENT_SPECS, type EventType } from '#contract/events';
import type { z } from 'zod';
import { CellError, type RowReason } from './cellError.ts';
import type { Compiling, Rows } from './compiling.ts';
import { compileCondition, type Test } from './conditions.ts';
import { compileExpression, type Read, type Value } from './expressions.ts';
import type { Mapping } from './schema.ts';

export interface MadeEvent {
	type: EventType;
	id: string;
	revision: number;
	json: string;
}

export interface Refusal {
	reason: RowReason;
	message: string;
}

export interface Made {
	events: MadeEvent[];
	refusals: Refusal[];
}

const IDS = new Set(['call_id', 'session_id', 'event_id', 'ticket_id', 'rating_id', 'reading_id']);
IDS.add('about');
const INTEGERS = new Set(['revision', 'score', 'n']);
const TEXTS = new Set(['caller', 'citizen', 'line', 'queue', 'agent_id', 'category', 'department']);

export function compileEvents(compiling: Compiling, city: string): (rows: Rows) => Made {
	const makers = compiling.mapping.events.map((event) => compileEvent(compiling, event, city));
	return (rows) => {
		const made: Made = { events: [], refusals: [] };
		for (const make of makers) {
			try {
				const event = make(rows);
				if (event) made.events.push(event);
			} catch (error) {
				if (!(error instanceof CellError)) throw error;
				made.refusals.push({ reason: error.reason, message: error.message });
			}
		}
		return made;
	};
}

/** Null where the event's own condition does not hold. */
function compileEvent(
	compiling: Compiling,
	{ type, when, fields }: Mapping['events'][number],
	city: string
): (rows: Rows) => MadeEvent | null {
	const spec = EVENT_SPECS[type];
	const shape = spec.schema.shape as Record<string, z.ZodType>;
	const test: Test = when ? compileCondition(compiling, when) : () => true;
	const readers = Object.entries(fields).map(([field, given]): [string, Read, boolean] => [
		field,
		compileExpression(compiling, given, IDS.has(field)),
		shape[field]?.safeParse(undefined).success === false
	]);
	const hasCity = 'city' in fields;
	// A group's revision is its number of different rows: seen again with more of them, it replaces the lesser.
	const grouped = compiling.mapping.group !== undefined;
	const hasRevision = 'revision' in fields;
	return (rows) => {
		if (!test(rows)) return null;
		const event: Record<string, Value> = { type };
		if (!hasCity) event.city = city;
		for (const [field, read, required] of readers) {
			const value = fit(field, read(rows, event));
			if (value !== null) event[field] = value;
			else if (required) throw new CellError('field_empty', `${field}: has no value`);
		}
		if (!hasRevision) event.revision = grouped ? distinct(rows) : 1;
		return {
			type,
			id: String(event[spec.id]),
			revision: Number(event.revision),
			json: JSON.stringify(event)
		};
	};
}

/** A row that is there twice says nothing more. */
function distinct(rows: Rows): number {
	return rows.length === 1 ? 1 : new Set(rows.map((row) => row.join('\u0001'))).size;
}

/** Cells are texts and the contract is strict: whole numbers become such, names stay texts. */
function fit(field: string, value: Value): Value {
	if (typeof value === 'string' && INTEGERS.has(field)) {
		const number = Number(value);
		if (!Number.isInteger(number))
			throw new CellError('number_unreadable', `${field}: want a whole number`);
		return number;
	}
	return typeof value === 'number' && (TEXTS.has(field) || IDS.has(field)) ? String(value) : value;
}
