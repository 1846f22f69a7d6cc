/**
 * The five events that enter (definitions, section 1). Arrays and schemas are the source of truth;
 * types, the known keys, and the API description derive from them.
 */
import { z } from 'zod';
import { READING_METHODS } from '../assessment/readings.ts';
import { EARLIEST_INSTANT, parseIsoInstant } from './instant.ts';

export const EVENT_TYPES = ['call', 'session', 'ticket', 'rating', 'reading'] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export const CHANNELS = [
	'phone',
	'web',
	'app',
	'wechat',
	'mini_program',
	'weibo',
	'sms',
	'email',
	'letter',
	'visit',
	'other'
] as const;
export type Channel = (typeof CHANNELS)[number];

export const TICKET_EVENTS = [
	'created',
	'accepted',
	'dispatched',
	'responded',
	'resolved',
	'visited',
	'reopened',
	'complained',
	'urged',
	'progress_viewed',
	'closed'
] as const;

/** How far ahead of the server a stage or event time may lie: clocks differ, typing errors differ more. */
export const FUTURE_TOLERANCE_MS = 10 * 60_000;

/** Revisions are 1..2^53−1; a withdrawal that names none is final and ranks above all of them. */
export const FINAL_REVISION = 2 ** 53;

/** Longer texts are a damaged line, not an identifier or a note. */
export const ID_LENGTH = 256;
export const TEXT_LENGTH = 4_000;

/** `isWellFormed` came with Chromium 111. Texts of one byte a character are let through unread. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** One check a value, not a chain: these run for every field of every event. */
const wellFormed = (min: number, max: number) =>
	z.string().check(({ value, issues }) => {
		const message =
			value.length > max
				? `want at most ${max} characters`
				: value.length < min
					? 'want a text that is not empty'
					: LONE_SURROGATE.test(value)
						? 'want valid Unicode (a lone surrogate)'
						: null;
		if (message) issues.push({ code: 'custom', input: value, message });
	});
const id = wellFormed(1, ID_LENGTH);
const text = wellFormed(0, TEXT_LENGTH);
const revision = z.int().min(1);

const WANT_INSTANT = 'want ISO 8601 with an offset, or epoch milliseconds';

/** Reads into epoch milliseconds within the check: a union with a transform takes three times as long. */
const instant = z
	.any()
	.check((payload) => {
		const value: unknown = payload.value;
		const read =
			typeof value === 'number'
				? Math.trunc(value)
				: typeof value === 'string'
					? parseIsoInstant(value)
					: null;
		if (read === null || !Number.isSafeInteger(read))
			payload.issues.push({ code: 'custom', input: value, message: WANT_INSTANT });
		else if (read < EARLIEST_INSTANT)
			payload.issues.push({
				code: 'custom',
				input: value,
				message: 'lies before 1992; were seconds sent for milliseconds?',
				params: { reason: 'time_too_early' }
			});
		else payload.value = read;
	})
	.meta({
		type: ['string', 'integer'],
		description: 'ISO 8601 with an offset, or epoch milliseconds'
	});

const city = z.string().regex(/^\d{6}$/, { error: 'want a six-digit city code, such as "420100"' });
/** The fields with checks of their own, for whoever compiles the schemas into something else. */
export const FIELDS = { id, text, instant, city };

const responder = z.enum(['agent', 'robot']);
const withdrawn = z.boolean().nullish();

export const callSchema = z.object({
	type: z.literal('call'),
	city,
	call_id: id,
	revision,
	void: withdrawn,
	arrived_at: instant,
	queued_at: instant.nullish(),
	answered_at: instant.nullish(),
	ended_at: instant.nullish(),
	answered_by: responder.nullish(),
	caller: text.nullish(),
	line: text.nullish(),
	queue: text.nullish(),
	agent_id: text.nullish(),
	welcome_seconds: z.number().min(0).nullish(),
	menu_depth: z.number().min(0).nullish(),
	mos: z.number().min(1).max(5).nullish(),
	resolved_on_contact: z.boolean().nullish()
});

export const sessionSchema = z.object({
	type: z.literal('session'),
	city,
	session_id: id,
	revision,
	void: withdrawn,
	channel: z.enum(CHANNELS),
	requested_at: instant,
	responded_at: instant.nullish(),
	ended_at: instant.nullish(),
	responder: responder.nullish(),
	citizen: text.nullish()
});

export const ticketSchema = z.object({
	type: z.literal('ticket'),
	city,
	event_id: id,
	revision: revision.nullish(),
	void: withdrawn,
	ticket_id: id,
	event: z.enum(TICKET_EVENTS),
	at: instant,
	channel: z.enum(CHANNELS).nullish(),
	self_service: z.boolean().nullish(),
	call_id: id.nullish(),
	category: text.nullish(),
	respond_due_at: instant.nullish(),
	resolve_due_at: instant.nullish(),
	department: text.nullish()
});

export const ratingSchema = z.object({
	type: z.literal('rating'),
	city,
	rating_id: id,
	revision,
	void: withdrawn,
	kind: z.enum(['after_call', 'callback']),
	about: id,
	rated_at: instant,
	score: z.int().min(1).max(5).nullish()
});

export const readingSchema = z.object({
	type: z.literal('reading'),
	city,
	reading_id: id,
	revision,
	void: withdrawn,
	item: id,
	value: z.number(),
	method: z.enum(READING_METHODS),
	from: instant,
	to: instant,
	n: z.int().min(0).nullish(),
	note: text.nullish()
});

interface EventSpec {
	schema: z.ZodObject;
	id: string;
	/** Times that must stand in this order where present, none of them in the future. */
	stages: readonly string[];
	/** Personal data: never stored as sent, and no part of the canonical content. */
	personal?: string;
}

export const EVENT_SPECS = {
	call: {
		schema: callSchema,
		id: 'call_id',
		stages: ['arrived_at', 'queued_at', 'answered_at', 'ended_at'],
		personal: 'caller'
	},
	session: {
		schema: sessionSchema,
		id: 'session_id',
		stages: ['requested_at', 'responded_at', 'ended_at'],
		personal: 'citizen'
	},
	ticket: { schema: ticketSchema, id: 'event_id', stages: ['at'] },
	rating: { schema: ratingSchema, id: 'rating_id', stages: ['rated_at'] },
	reading: { schema: readingSchema, id: 'reading_id', stages: [] }
} as const satisfies Record<EventType, EventSpec>;
