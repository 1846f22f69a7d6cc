/**
 * The common case at the door in one pass: an event that is in order becomes its canonical content.
 * Compiled from the schemas. Whatever is not plainly in order gives null and goes to zod, which finds
 * it good after all or says what is wrong; a property test holds the two together.
 */
import { EVENT_SPECS, FIELDS, ID_LENGTH, TEXT_LENGTH, type EventType } from '#contract/events';
import { EARLIEST_INSTANT, parseIsoInstant } from '#contract/instant';
import { z } from 'zod';

export interface QuickFact {
	city: string;
	id: string;
	revision: number | undefined;
	/** The earliest stage or event time, epoch milliseconds. */
	beganAt: number;
	/** The latest stage or event time, epoch milliseconds; 0 where there is none. */
	happenedAt: number;
	personal: string | undefined;
	content: string;
}

type Fields = Record<string, unknown>;
/** The value as it goes into the content, or undefined where it is not plainly good. */
type Check = (value: unknown) => string | number | boolean | undefined;

/** A text as JSON writes it; by hand where nothing in it needs escaping. */
function quoted(text: string): string {
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		if (unit < 0x20 || unit === 0x22 || unit === 0x5c) return JSON.stringify(text);
	}
	return `"${text}"`;
}

/** Makes the check of a type; `latest` is the greatest stage time that may enter. */
export function compileQuickCheck(
	type: EventType
): (sent: Fields, latest: number) => QuickFact | null {
	const spec = EVENT_SPECS[type];
	const personal = 'personal' in spec ? spec.personal : undefined;
	const stages: readonly string[] = spec.stages;
	const steps = Object.entries(spec.schema.shape as Record<string, z.ZodType>)
		.map(([key, schema]) => ({
			key,
			label: `"${key}":`,
			...checkOf(schema),
			stage: stages.indexOf(key),
			isPersonal: key === personal
		}))
		.sort((a, b) => (a.key < b.key ? -1 : 1));
	const noTimes = stages.map(() => 0);
	return (sent, latest) => {
		const times = [...noTimes];
		// Joined at the end: adding piece by piece leaves a chain of strings for the collector.
		const parts: string[] = [];
		let who: string | undefined;
		for (const { key, label, check, required, stage, isPersonal } of steps) {
			const given = sent[key];
			if (given === undefined || given === null) {
				if (required) return null;
				continue;
			}
			const value = check(given);
			if (value === undefined) return null;
			if (isPersonal) {
				who = value as string;
				continue;
			}
			if (stage >= 0) times[stage] = value as number;
			parts.push(label + (typeof value === 'string' ? quoted(value) : String(value)));
		}
		let before = 0;
		let beganAt = 0;
		for (const at of times) {
			if (at === 0) continue;
			if (at < before || at > latest) return null;
			before = at;
			if (beganAt === 0) beganAt = at;
		}
		return {
			city: sent.city as string,
			id: sent[spec.id] as string,
			revision: (sent.revision ?? undefined) as number | undefined,
			beganAt,
			happenedAt: before,
			personal: who,
			content: `{${parts.join(',')}}`
		};
	};
}

function checkOf(schema: z.ZodType): { check: Check; required: boolean } {
	let inner = schema;
	let required = true;
	while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) {
		required = false;
		inner = inner.unwrap() as z.ZodType;
	}
	return { check: valueCheck(inner), required };
}

function valueCheck(schema: z.ZodType): Check {
	if (schema === FIELDS.id) return textCheck(1, ID_LENGTH);
	if (schema === FIELDS.text) return textCheck(0, TEXT_LENGTH);
	if (schema === FIELDS.instant) return instant;
	if (schema === FIELDS.city)
		return (value) => (typeof value === 'string' && /^\d{6}$/.test(value) ? value : undefined);
	if (schema instanceof z.ZodLiteral) return oneOf(schema.values as Set<string>);
	if (schema instanceof z.ZodEnum) return oneOf(new Set(schema.options as string[]));
	if (schema instanceof z.ZodBoolean)
		return (value) => (typeof value === 'boolean' ? value : undefined);
	if (schema instanceof z.ZodNumber) return numberCheck(schema);
	return () => undefined;
}

const textCheck =
	(min: number, max: number): Check =>
	(value) =>
		typeof value === 'string' && value.length >= min && value.length <= max && value.isWellFormed()
			? value
			: undefined;

const oneOf =
	(values: ReadonlySet<string>): Check =>
	(value) =>
		typeof value === 'string' && values.has(value) ? value : undefined;

function numberCheck({ minValue, maxValue, isInt }: z.ZodNumber): Check {
	const [low, high] = [minValue ?? -Infinity, maxValue ?? Infinity];
	return (value) =>
		typeof value === 'number' &&
		Number.isFinite(value) &&
		value >= low &&
		value <= high &&
		(!isInt || Number.isSafeInteger(value))
			? value
			: undefined;
}

function instant(value: unknown): number | undefined {
	const read =
		typeof value === 'number'
			? Math.trunc(value)
			: typeof value === 'string'
				? parseIsoInstant(value)
				: null;
	return read !== null && Number.isSafeInteger(read) && read >= EARLIEST_INSTANT ? read : undefined;
}
