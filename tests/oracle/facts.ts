/** From everything that was ever sent to what is true now: section 1, "Identity". */
import { createHash } from 'node:crypto';
import { normalisedCaller } from './caller.ts';
import {
	canonicalContent,
	idOf,
	identityOf,
	isPresent,
	type SentEvent,
	toMillis,
	typeOf
} from './event.ts';

type Time = number | null;

export interface Call {
	city: string;
	id: string;
	arrived_at: number;
	queued_at: Time;
	answered_at: Time;
	ended_at: Time;
	answered_by: string;
	caller: string | null;
	welcome_seconds: number | null;
	menu_depth: number | null;
	mos: number | null;
	resolved_on_contact: boolean | null;
}

export interface Session {
	city: string;
	id: string;
	channel: string;
	requested_at: number;
	responded_at: Time;
	ended_at: Time;
	responder: string;
}

export interface TicketEvent {
	city: string;
	id: string;
	ticket_id: string;
	event: string;
	at: number;
	channel: string | null;
	self_service: boolean | null;
	respond_due_at: Time;
	resolve_due_at: Time;
}

export interface Rating {
	city: string;
	id: string;
	kind: string;
	rated_at: number;
	score: number | null;
}

export interface Reading {
	city: string;
	id: string;
	item: string;
	value: number;
	method: string;
	from: number;
	to: number;
}

export interface Facts {
	calls: Call[];
	sessions: Session[];
	ticketEvents: TicketEvent[];
	ratings: Rating[];
	readings: Reading[];
}

/** A void without a revision is final; a ticket event without one has revision 1. */
function rankOf(event: SentEvent): number {
	if (typeof event.revision === 'number') return event.revision;
	return event.void === true ? Infinity : 1;
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** "the highest wins"; in a conflict "the winner is the one whose canonical content has the greater SHA-256". */
function beats(challenger: SentEvent, holder: SentEvent): boolean {
	const [mine, theirs] = [rankOf(challenger), rankOf(holder)];
	if (mine !== theirs) return mine > theirs;
	return sha256(canonicalContent(challenger)) > sha256(canonicalContent(holder));
}

/** For each identity the one event that stands, withdrawn ones left out. */
export function standingEvents(sent: readonly SentEvent[]): SentEvent[] {
	const standing = new Map<string, SentEvent>();
	for (const event of sent) {
		const holder = standing.get(identityOf(event));
		if (holder === undefined || beats(event, holder)) standing.set(identityOf(event), event);
	}
	return [...standing.values()].filter((event) => event.void !== true);
}

function text(event: SentEvent, key: string): string {
	const value = event[key];
	if (typeof value !== 'string') throw new Error(`${key} is not a text: ${JSON.stringify(event)}`);
	return value;
}

const textOrNull = (event: SentEvent, key: string): string | null =>
	isPresent(event[key]) ? text(event, key) : null;

const numberOrNull = (event: SentEvent, key: string): number | null =>
	isPresent(event[key]) ? Number(event[key]) : null;

const booleanOrNull = (event: SentEvent, key: string): boolean | null =>
	isPresent(event[key]) ? event[key] === true : null;

const time = (event: SentEvent, key: string): number => toMillis(event[key]);

const timeOrNull = (event: SentEvent, key: string): Time =>
	isPresent(event[key]) ? time(event, key) : null;

const named = (event: SentEvent) => ({ city: text(event, 'city'), id: idOf(event) });

function toCall(event: SentEvent): Call {
	const caller = textOrNull(event, 'caller');
	return {
		...named(event),
		arrived_at: time(event, 'arrived_at'),
		queued_at: timeOrNull(event, 'queued_at'),
		answered_at: timeOrNull(event, 'answered_at'),
		ended_at: timeOrNull(event, 'ended_at'),
		answered_by: textOrNull(event, 'answered_by') ?? 'agent',
		caller: caller === null ? null : normalisedCaller(caller),
		welcome_seconds: numberOrNull(event, 'welcome_seconds'),
		menu_depth: numberOrNull(event, 'menu_depth'),
		mos: numberOrNull(event, 'mos'),
		resolved_on_contact: booleanOrNull(event, 'resolved_on_contact')
	};
}

/** The page gives `responder` no default; an absent one is read as `answered_by` is: an agent. */
const toSession = (event: SentEvent): Session => ({
	...named(event),
	channel: text(event, 'channel'),
	requested_at: time(event, 'requested_at'),
	responded_at: timeOrNull(event, 'responded_at'),
	ended_at: timeOrNull(event, 'ended_at'),
	responder: textOrNull(event, 'responder') ?? 'agent'
});

const toTicketEvent = (event: SentEvent): TicketEvent => ({
	...named(event),
	ticket_id: text(event, 'ticket_id'),
	event: text(event, 'event'),
	at: time(event, 'at'),
	channel: textOrNull(event, 'channel'),
	self_service: booleanOrNull(event, 'self_service'),
	respond_due_at: timeOrNull(event, 'respond_due_at'),
	resolve_due_at: timeOrNull(event, 'resolve_due_at')
});

const toRating = (event: SentEvent): Rating => ({
	...named(event),
	kind: text(event, 'kind'),
	rated_at: time(event, 'rated_at'),
	score: numberOrNull(event, 'score')
});

const toReading = (event: SentEvent): Reading => ({
	...named(event),
	item: text(event, 'item'),
	value: Number(event.value),
	method: text(event, 'method'),
	from: time(event, 'from'),
	to: time(event, 'to')
});

export function currentFacts(sent: readonly SentEvent[]): Facts {
	const standing = standingEvents(sent);
	return {
		calls: standing.filter((event) => typeOf(event) === 'call').map(toCall),
		sessions: standing.filter((event) => typeOf(event) === 'session').map(toSession),
		ticketEvents: standing.filter((event) => typeOf(event) === 'ticket').map(toTicketEvent),
		ratings: standing.filter((event) => typeOf(event) === 'rating').map(toRating),
		readings: standing.filter((event) => typeOf(event) === 'reading').map(toReading)
	};
}
