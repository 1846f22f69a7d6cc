/** Groups of events that belong together, so that boundaries between facts are hit too. */
import fc from 'fast-check';
import { DAY, HOUR } from './clock.ts';
import type { SentEvent } from './event.ts';
import * as ids from './history-ids.ts';
import { createdDetails } from './history-events.ts';
import { gap, moment, nudge } from './history-times.ts';

type Story = (anchor: number) => fc.Arbitrary<SentEvent[]>;

/** Who calls again, at or around the end of the seven days or the moment of the first answer. */
export const repeatCalls: Story = (anchor) =>
	fc
		.record({
			who: fc.tuple(ids.caller, ids.caller, fc.boolean()),
			callIds: fc.tuple(ids.callId, ids.callId),
			revisions: fc.tuple(ids.revision, ids.revision),
			queuedAt: moment(anchor),
			wait: gap,
			later: fc.constantFrom(0, 0, 3 * DAY, 7 * DAY, 7 * DAY, 7 * DAY),
			off: nudge
		})
		.map(({ who: [one, other, isSame], callIds, revisions, queuedAt, wait, later, off }) => {
			// Eight days back, so that the second call, too, is not later than the anchor.
			const queued = queuedAt - 8 * DAY - wait;
			const answered = queued + wait;
			const again = Math.max(answered + later + off, queued);
			const [id, secondId] = callIds;
			const [revision, secondRevision] = revisions;
			const base = { type: 'call', answered_by: 'agent' };
			return [
				{
					...base,
					call_id: id,
					revision,
					caller: one,
					arrived_at: queued,
					queued_at: queued,
					answered_at: answered
				},
				{
					...base,
					call_id: secondId,
					revision: secondRevision,
					caller: isSame ? one : other,
					arrived_at: again,
					queued_at: again
				}
			];
		});

const LATER_KINDS = ['responded', 'resolved', 'visited', 'complained', 'progress_viewed'] as const;

/** A ticket whose answers come exactly when due, one millisecond before or after, or any time. */
export const ticketStory: Story = (anchor) =>
	fc
		.record({
			ticket: ids.ticketId,
			createdAt: moment(anchor),
			details: fc.record(createdDetails(anchor)),
			due: fc.option(gap, { nil: undefined }),
			eventId: ids.ticketEventId,
			steps: fc.array(
				fc.tuple(ids.ticketEventId, fc.constantFrom(...LATER_KINDS), gap, nudge, fc.boolean()),
				{ maxLength: 5 }
			)
		})
		.map(({ ticket, createdAt, details, due, eventId, steps }) => {
			const base = { type: 'ticket', ticket_id: ticket };
			const dueTimes =
				due === undefined
					? {}
					: { respond_due_at: createdAt + due, resolve_due_at: createdAt + due };
			const created = { ...base, event_id: eventId, event: 'created', at: createdAt };
			return [
				{ ...created, ...details, ...dueTimes },
				...steps.map(([event_id, event, delay, off, isOnDue]) => ({
					...base,
					event_id,
					event,
					at: Math.min(createdAt + (isOnDue ? (due ?? delay) : delay) + off, anchor)
				}))
			];
		});

/** One ticket created twice at the same instant: the smaller event_id decides. */
export const twiceCreated: Story = (anchor) =>
	fc
		.record({
			ticket: ids.ticketId,
			at: moment(anchor),
			eventIds: fc.oneof(
				fc.constantFrom<[string, string]>(
					['全角\uff01', '全角\u{1f600}'],
					['id', 'ID'],
					['7', '007']
				),
				fc.tuple(ids.ticketEventId, ids.ticketEventId)
			),
			details: fc.tuple(fc.record(createdDetails(anchor)), fc.record(createdDetails(anchor)))
		})
		.map(({ ticket, at, eventIds, details }) =>
			eventIds.map((event_id, i) => ({
				type: 'ticket',
				event_id,
				ticket_id: ticket,
				event: 'created',
				at,
				...details[i]
			}))
		);

/** Somebody waiting at the anchor, some of them for exactly the 60 minutes, or a moment less or more. */
export const openCall: Story = (anchor) =>
	fc
		.record({
			call_id: ids.callId,
			revision: ids.revision,
			waited: fc.oneof(
				nudge.map((off) => HOUR + off),
				fc.nat(2 * HOUR)
			)
		})
		.map(({ waited, ...rest }) => [
			{ type: 'call', ...rest, arrived_at: anchor - waited, queued_at: anchor - waited }
		]);
