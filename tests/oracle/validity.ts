/** Why section 1 would reject an event, or null: a check on the generator, not on the product. */
import { isPresent, type SentEvent, SHAPES, toMillis, typeOf } from './event.ts';
import { CHANNELS, TICKET_EVENTS } from './history-events.ts';

const REQUIRED = {
	call: ['revision', 'arrived_at'],
	session: ['revision', 'channel', 'requested_at'],
	ticket: ['ticket_id', 'event', 'at'],
	rating: ['revision', 'kind', 'about', 'rated_at'],
	reading: ['revision', 'item', 'value', 'method', 'from', 'to']
} as const;

const STAGES: readonly string[] = [
	'arrived_at',
	'queued_at',
	'requested_at',
	'responded_at',
	'answered_at',
	'ended_at',
	'at',
	'rated_at'
];

const ALLOWED: Readonly<Record<string, readonly unknown[]>> = {
	channel: CHANNELS,
	event: TICKET_EVENTS,
	answered_by: ['agent', 'robot'],
	responder: ['agent', 'robot'],
	kind: ['after_call', 'callback'],
	method: ['inspection', 'survey', 'declared'],
	score: [1, 2, 3, 4, 5],
	self_service: [true, false],
	resolved_on_contact: [true, false],
	void: [true]
};

const FIRST = Date.UTC(1992, 0, 1) - 8 * 3_600_000;

function isRevision(value: unknown): boolean {
	return Number.isSafeInteger(value) && Number(value) >= 1;
}

export function whyInvalid(event: SentEvent, latest: number): string | null {
	const type = typeOf(event);
	const { id, times } = SHAPES[type];
	const name = event[id];
	if (typeof name !== 'string' || name.trim() === '') return 'no id';
	if (isPresent(event.revision) && !isRevision(event.revision)) return 'revision';
	for (const [key, allowed] of Object.entries(ALLOWED)) {
		if (isPresent(event[key]) && !allowed.includes(event[key])) return key;
	}
	const mos = event.mos;
	if (isPresent(mos) && (Number(mos) < 1 || Number(mos) > 5)) return 'mos';
	if (event.void === true) return null;

	const missing = REQUIRED[type].find((key) => !isPresent(event[key]));
	if (missing !== undefined) return `no ${missing}`;
	const stages = times
		.filter((key) => STAGES.includes(key) && isPresent(event[key]))
		.map((key) => toMillis(event[key]));
	if (stages.some((at) => at < FIRST || at > latest)) return 'a time out of range';
	if (stages.some((at, i) => at < (stages[i - 1] ?? at))) return 'stages out of order';
	return null;
}
