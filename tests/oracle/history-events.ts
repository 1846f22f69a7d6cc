/** Valid events of the five types, times as integers; nothing here is later than the anchor but due times and periods. */
import fc from 'fast-check';
import { DAY } from './clock.ts';
import type { SentEvent } from './event.ts';
import * as ids from './history-ids.ts';
import { gap, moment } from './history-times.ts';

type Make = (anchor: number) => fc.Arbitrary<SentEvent>;

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

/** Present with the given chance, else undefined, which the sender leaves out. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>, percent: number): fc.Arbitrary<T | undefined> =>
	fc.oneof(
		{ weight: 100 - percent, arbitrary: fc.constant(undefined) },
		{ weight: percent, arbitrary }
	);

const chance = (percent: number): fc.Arbitrary<boolean> =>
	fc.nat(99).map((drawn) => drawn < percent);

const answerer = fc.constantFrom('agent', 'robot');
const channel = fc.constantFrom(...CHANNELS);

/** Instants in order from `first`, clamped to the anchor; a stage is undefined where it is absent. */
const stages = (first: number, anchor: number, gaps: readonly number[]): number[] =>
	gaps.map((_, i) =>
		Math.min(
			gaps.slice(0, i + 1).reduce((sum, one) => sum + one, first),
			anchor
		)
	);

const callDetails = {
	type: fc.constant('call'),
	call_id: ids.callId,
	revision: ids.revision,
	answered_by: maybe(answerer, 60),
	caller: maybe(ids.caller, 80),
	line: maybe(ids.text, 20),
	queue: maybe(ids.text, 20),
	agent_id: maybe(ids.text, 20),
	welcome_seconds: maybe(fc.constantFrom(0, 8, 12.5, 14, 60), 60),
	menu_depth: maybe(fc.nat(6), 60),
	mos: maybe(fc.constantFrom(1, 2.75, 3.8, 4.5, 5), 60),
	resolved_on_contact: maybe(fc.boolean(), 60)
};

export const call: Make = (anchor) =>
	fc
		.tuple(
			fc.record(callDetails),
			moment(anchor),
			fc.tuple(fc.oneof(fc.constant(0), gap), gap, gap),
			fc.tuple(chance(85), chance(60), chance(80))
		)
		.map(([details, arrived_at, gaps, [isQueued, isAnswered, isEnded]]) => {
			const [queued, answered, ended] = stages(arrived_at, anchor, gaps);
			return {
				...details,
				arrived_at,
				queued_at: isQueued ? queued : undefined,
				answered_at: isAnswered ? answered : undefined,
				ended_at: isEnded ? ended : undefined
			};
		});

export const session: Make = (anchor) =>
	fc
		.tuple(
			fc.record({
				type: fc.constant('session'),
				session_id: ids.sessionId,
				revision: ids.revision,
				channel,
				responder: maybe(answerer, 60),
				citizen: maybe(ids.caller, 50)
			}),
			moment(anchor),
			fc.tuple(gap, gap),
			fc.tuple(chance(65), chance(75))
		)
		.map(([details, requested_at, gaps, [isResponded, isEnded]]) => {
			const [responded, ended] = stages(requested_at, anchor, gaps);
			return {
				...details,
				requested_at,
				responded_at: isResponded ? responded : undefined,
				ended_at: isEnded ? ended : undefined
			};
		});

const dueTime = (anchor: number): fc.Arbitrary<number> =>
	fc.oneof(
		moment(anchor),
		fc.nat(30 * DAY).map((ahead) => anchor + ahead)
	);

/** What a `created` may say and the other kinds may not. */
export const createdDetails = (anchor: number) => ({
	channel: maybe(channel, 85),
	self_service: maybe(fc.boolean(), 70),
	call_id: maybe(ids.callId, 20),
	category: maybe(ids.text, 20),
	respond_due_at: maybe(dueTime(anchor), 70),
	resolve_due_at: maybe(dueTime(anchor), 70)
});

export const ticketEvent: Make = (anchor) =>
	fc
		.tuple(
			fc.record({
				type: fc.constant('ticket'),
				event_id: ids.ticketEventId,
				ticket_id: ids.ticketId,
				revision: maybe(ids.revision, 70),
				event: fc.oneof(fc.constant('created'), fc.constantFrom(...TICKET_EVENTS)),
				at: moment(anchor),
				department: maybe(ids.text, 20)
			}),
			fc.record(createdDetails(anchor))
		)
		.map(([one, details]) => (one.event === 'created' ? { ...one, ...details } : one));

export const rating: Make = (anchor) =>
	fc.record({
		type: fc.constant('rating'),
		rating_id: ids.ratingId,
		revision: ids.revision,
		kind: fc.constantFrom('after_call', 'callback'),
		about: fc.oneof(ids.callId, ids.ticketId),
		rated_at: moment(anchor),
		score: maybe(fc.integer({ min: 1, max: 5 }), 70)
	});

export const reading: Make = (anchor) =>
	fc
		.record({
			type: fc.constant('reading'),
			reading_id: ids.readingId,
			revision: ids.revision,
			item: fc.constantFrom('trust', 'phone_script', 'overall_experience', 'answer_accuracy'),
			value: fc.constantFrom(0, 61.25, 77, 90.5, 100),
			method: fc.constantFrom('inspection', 'survey', 'declared'),
			from: moment(anchor),
			days: fc.integer({ min: 1, max: 120 }),
			n: maybe(fc.integer({ min: 1, max: 500 }), 50),
			note: maybe(ids.text, 30)
		})
		.map(({ days, ...rest }) => ({ ...rest, to: rest.from + days * DAY }));
