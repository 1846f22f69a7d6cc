/**
 * The door: one parsed JSON value becomes a fact for the log, or a reason why not. Everything
 * behind it trusts what it lets through.
 */
import { EVENT_SPECS, FINAL_REVISION, FUTURE_TOLERANCE_MS, type EventType } from '#contract/events';
import { formatInstant } from '#contract/instant';
import type { RejectionCode } from '#contract/ingest';
import { z } from 'zod';
import type { CallerKey } from './caller.ts';
import { compileQuickCheck } from './quick-check.ts';

/** A row of `raw_events` but for what the commit adds. */
export interface AcceptedFact {
	city: number;
	type: EventType;
	id: string;
	revision: number;
	void: 0 | 1;
	/** The latest stage or event time, epoch milliseconds; 0 where there is none. */
	happened_at: number;
	caller: string;
	content: string;
}

export class RejectionError extends Error {
	constructor(
		readonly code: RejectionCode,
		message: string
	) {
		super(message);
	}
}

export interface DoorOptions {
	isCity: (code: string) => boolean;
	/** Lowest and highest value of an assessment item, or null for an unknown id. */
	itemRange: (item: string) => readonly [low: number, high: number] | null;
	callerKey: CallerKey;
	clock: () => number;
	/** What happened before is final; null where nothing is. */
	keptFrom?: (now: number) => number | null;
	/** Of what began before no caller is kept; null where of everything. */
	callersKeptFrom?: (now: number) => number | null;
}

type Fields = Record<string, unknown>;

const REQUIRED_OF_A_VOID = new Set(['type', 'city']);

/** Schemas, and the keys of the canonical content in their order, worked out once. */
const DOORS = Object.fromEntries(
	Object.entries(EVENT_SPECS).map(([type, spec]) => {
		const schema: z.ZodObject = spec.schema;
		const nullish = Object.entries(schema.shape as z.core.$ZodShape).map(([key, field]) => [
			key,
			REQUIRED_OF_A_VOID.has(key) || key === spec.id ? field : z.nullish(field)
		]);
		const personal = 'personal' in spec ? spec.personal : undefined;
		return [
			type,
			{
				whole: schema,
				// Readings are few, and are checked against the assessment's items too.
				quick: type === 'reading' ? () => null : compileQuickCheck(type as EventType),
				withdrawal: z.object(Object.fromEntries(nullish)),
				id: spec.id,
				stages: spec.stages,
				personal,
				canonicalKeys: Object.keys(schema.shape)
					.filter((key) => key !== personal)
					.sort()
			}
		];
	})
);

/** Makes the door. `admit` throws `RejectionError` with a code and a message without personal data. */
export function createDoor(options: DoorOptions) {
	return {
		/** `mayTouch` is the sender's scope of cities. */
		admit(value: unknown, mayTouch: (city: string) => boolean): AcceptedFact {
			if (typeof value !== 'object' || value === null || Array.isArray(value))
				throw new RejectionError('not_an_object', `got ${describe(value)}; want a JSON object`);
			const sent = value as Fields;
			const door = typeof sent.type === 'string' ? DOORS[sent.type] : undefined;
			if (!door || !Object.hasOwn(DOORS, sent.type as string))
				throw new RejectionError(
					'type_unknown',
					`type: got ${describe(sent.type)}; want ${Object.keys(DOORS).join(', ')}`
				);
			const isVoid = sent.void === true;
			const now = options.clock();
			const quick = isVoid ? null : door.quick(sent, now + FUTURE_TOLERANCE_MS);
			const kept = options.keptFrom?.(now) ?? 0;
			const callersKept = options.callersKeptFrom?.(now) ?? 0;
			if (quick && quick.beganAt >= kept && options.isCity(quick.city) && mayTouch(quick.city))
				return {
					city: Number(quick.city),
					type: sent.type as EventType,
					id: quick.id,
					revision: quick.revision ?? 1,
					void: 0,
					happened_at: quick.happenedAt,
					caller: quick.beganAt < callersKept ? '' : options.callerKey.hash(quick.personal),
					content: quick.content
				};
			const parsed = (isVoid ? door.withdrawal : door.whole).safeParse(sent);
			if (!parsed.success) throw rejectionOf(parsed.error, sent, door.personal);
			const fields = parsed.data as Fields;
			const city = fields.city as string;
			if (!options.isCity(city))
				throw new RejectionError('city_unknown', `city: ${city} is no prefecture-level city code`);
			if (!mayTouch(city))
				throw new RejectionError('city_forbidden', `city: this sender may not send for ${city}`);
			const happenedAt = checkStages(fields, door.stages, now);
			if (options.keptFrom) checkKept(fields, door.stages, options.keptFrom(now));
			if (sent.type === 'reading') checkReading(fields, options.itemRange);
			return {
				city: Number(city),
				type: sent.type as EventType,
				id: fields[door.id] as string,
				revision: (fields.revision as number | null | undefined) ?? (isVoid ? FINAL_REVISION : 1),
				void: isVoid ? 1 : 0,
				happened_at: happenedAt,
				caller:
					(firstStage(fields, door.stages)?.at ?? 0) < callersKept
						? ''
						: options.callerKey.hash(door.personal && (fields[door.personal] as string)),
				content: canonical(fields, door.canonicalKeys)
			};
		}
	};
}
export type Door = ReturnType<typeof createDoor>;

/**
 * Canonical JSON: known keys that are present and not null (which is the same as absent), sorted, no
 * spaces. Through an object of sorted keys: `JSON.stringify` with a list of keys takes ten times as long.
 */
function canonical(fields: Fields, keys: readonly string[]): string {
	const sorted: Fields = {};
	for (const key of keys) {
		const value = fields[key];
		if (value !== undefined && value !== null) sorted[key] = value;
	}
	return JSON.stringify(sorted);
}

/** Throws where stages are out of order or ahead; returns the latest, or 0. */
function checkStages(fields: Fields, stages: readonly string[], now: number): number {
	let before: string | undefined;
	for (const stage of stages) {
		const at = fields[stage] as number | null | undefined;
		if (at === undefined || at === null) continue;
		if (at > now + FUTURE_TOLERANCE_MS)
			throw new RejectionError(
				'time_in_future',
				`${stage}: ${formatInstant(at)} is more than 10 minutes ahead of the server's ${formatInstant(now)}`
			);
		if (before !== undefined && at < (fields[before] as number))
			throw new RejectionError(
				'stages_out_of_order',
				`${stage}: ${formatInstant(at)} is before ${before}, ${formatInstant(fields[before] as number)}`
			);
		before = stage;
	}
	return before === undefined ? 0 : (fields[before] as number);
}

function firstStage(fields: Fields, stages: readonly string[]) {
	const stage = stages.find((name) => typeof fields[name] === 'number');
	return stage === undefined ? undefined : { stage, at: fields[stage] as number };
}

/** Throws where the first stage lies in months whose figures are final. */
function checkKept(fields: Fields, stages: readonly string[], from: number | null): void {
	if (from === null) return;
	const first = firstStage(fields, stages);
	if (!first || first.at >= from) return;
	throw new RejectionError(
		'too_old',
		`${first.stage}: ${formatInstant(first.at)} is before ${formatInstant(from)}; older figures are final (RETENTION_MONTHS)`
	);
}

function checkReading(fields: Fields, itemRange: DoorOptions['itemRange']): void {
	const { item, value, from, to } = fields as {
		item?: string | null;
		value?: number | null;
		from?: number | null;
		to?: number | null;
	};
	if (from != null && to != null && from >= to)
		throw new RejectionError('field_invalid', 'to: want an instant after from');
	if (item == null) return;
	const range = itemRange(item);
	if (!range)
		throw new RejectionError(
			'item_unknown',
			`item: ${describe(item)} is no item of the assessment`
		);
	if (value != null && (value < range[0] || value > range[1]))
		throw new RejectionError(
			'field_invalid',
			`value: got ${describe(value)}; want ${range[0]} to ${range[1]} for ${item}`
		);
}

function rejectionOf(
	error: z.ZodError,
	sent: Fields,
	personal: string | undefined
): RejectionError {
	const issue = error.issues[0];
	const field = String(issue?.path[0] ?? 'event');
	const value = sent[field];
	if (value === undefined || value === null)
		return new RejectionError('field_missing', `${field}: is missing`);
	const code =
		issue?.code === 'custom' && issue.params?.reason === 'time_too_early'
			? 'time_too_early'
			: 'field_invalid';
	const got = field === personal ? 'a value' : describe(value);
	return new RejectionError(code, `${field}: got ${got}; ${wanted(issue)}`);
}

function wanted(issue: z.core.$ZodIssue | undefined): string {
	const message = issue?.message ?? 'want another value';
	return message
		.replace(/^Invalid (input|option): expected/, 'want')
		.replace(/^Too (small|big): expected \w+ to be/, 'want');
}

/**
 * Names a value without repeating what could be a person's: short words and numbers as they are,
 * anything else by kind and size. A shifted column can put a phone number anywhere.
 */
export function describe(value: unknown): string {
	if (value === undefined) return 'nothing';
	if (typeof value === 'string')
		return /^[A-Za-z][A-Za-z_ -]{0,23}$/.test(value)
			? `"${value}"`
			: `a text of ${value.length} characters`;
	if (typeof value === 'number')
		return Math.abs(value) < 1e6
			? String(value)
			: `a number of ${String(Math.trunc(Math.abs(value))).length} digits`;
	if (typeof value === 'boolean' || value === null) return String(value);
	return Array.isArray(value) ? 'an array' : 'an object';
}
