/** What a sender may write, read from section 1 of the definitions and nothing else. */

export type EventType = 'call' | 'session' | 'ticket' | 'rating' | 'reading';

/** One JSON object as a sender would send it. */
export type SentEvent = Readonly<Record<string, unknown>>;

interface Shape {
	id: string;
	times: readonly string[];
	others: readonly string[];
	/** Personal data: known, but left out of the canonical content. */
	personal: readonly string[];
}

export const SHAPES: Readonly<Record<EventType, Shape>> = {
	call: {
		id: 'call_id',
		times: ['arrived_at', 'queued_at', 'answered_at', 'ended_at'],
		others: [
			'answered_by',
			'line',
			'queue',
			'agent_id',
			'welcome_seconds',
			'menu_depth',
			'mos',
			'resolved_on_contact'
		],
		personal: ['caller']
	},
	session: {
		id: 'session_id',
		times: ['requested_at', 'responded_at', 'ended_at'],
		others: ['channel', 'responder'],
		personal: ['citizen']
	},
	ticket: {
		id: 'event_id',
		times: ['at', 'respond_due_at', 'resolve_due_at'],
		others: ['ticket_id', 'event', 'channel', 'self_service', 'call_id', 'category', 'department'],
		personal: []
	},
	rating: {
		id: 'rating_id',
		times: ['rated_at'],
		others: ['kind', 'about', 'score'],
		personal: []
	},
	reading: {
		id: 'reading_id',
		times: ['from', 'to'],
		others: ['item', 'value', 'method', 'n', 'note'],
		personal: []
	}
};

const isEventType = (value: unknown): value is EventType =>
	typeof value === 'string' && Object.hasOwn(SHAPES, value);

export function typeOf(event: SentEvent): EventType {
	if (!isEventType(event.type)) throw new Error(`no such event type: ${String(event.type)}`);
	return event.type;
}

const ISO = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/;

/** ISO 8601 with an offset or epoch milliseconds; finer fractions are cut. */
export function toMillis(value: unknown): number {
	if (typeof value === 'number') return Math.floor(value);
	const match = typeof value === 'string' ? ISO.exec(value) : null;
	if (match === null) throw new Error(`not a time: ${String(value)}`);
	const [, head, fraction, zone] = match;
	return Date.parse(`${head}.${`${fraction ?? ''}000`.slice(0, 3)}${zone}`);
}

/** "null is the same as absent". */
export const isPresent = (value: unknown): boolean => value !== undefined && value !== null;

export function idOf(event: SentEvent): string {
	const id = event[SHAPES[typeOf(event)].id];
	if (typeof id !== 'string') throw new Error(`no id in ${JSON.stringify(event)}`);
	return id;
}

/** "(city, type, id) names a fact." */
export const identityOf = (event: SentEvent): string =>
	JSON.stringify([event.city, event.type, idOf(event)]);

/**
 * "JSON of the known keys that are present and not null, keys sorted, no spaces, times as integers,
 * `caller` and `citizen` left out". By the letter: keys as sent, no default filled in, and type,
 * city, id and revision among them.
 */
export function canonicalContent(event: SentEvent): string {
	const { id, times, others } = SHAPES[typeOf(event)];
	const known = ['type', 'city', id, 'revision', 'void', ...times, ...others].sort();
	const pairs = known
		.filter((key) => isPresent(event[key]))
		.map((key) => [key, times.includes(key) ? toMillis(event[key]) : event[key]] as const);
	return JSON.stringify(Object.fromEntries(pairs));
}
