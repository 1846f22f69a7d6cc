/** What one city looked like at `now`: "a stage or event later than `now` reads as absent". */
import type { Call, Facts, Rating, Session, TicketEvent } from './facts.ts';

export interface Ticket {
	/** The one `created` that counts, or null while none has happened. */
	created: TicketEvent | null;
	events: TicketEvent[];
}

export interface Seen {
	calls: Call[];
	sessions: Session[];
	tickets: Ticket[];
	ratings: Rating[];
}

/** "takes the earliest (equal times: the smaller `event_id`)", by code point, which is by UTF-8 byte. */
function earlier(a: TicketEvent, b: TicketEvent): TicketEvent {
	if (a.at !== b.at) return a.at < b.at ? a : b;
	return Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)) < 0 ? a : b;
}

function toTicket(events: TicketEvent[]): Ticket {
	const created = events.filter(({ event }) => event === 'created');
	return { created: created.length === 0 ? null : created.reduce(earlier), events };
}

/** When the ticket's first event of this kind happened, or null. */
export function firstAt(ticket: Ticket, kind: string): number | null {
	const times = ticket.events.filter(({ event }) => event === kind).map(({ at }) => at);
	return times.length === 0 ? null : Math.min(...times);
}

export function asOf(facts: Facts, city: string, now: number): Seen {
	const cut = (time: number | null) => (time !== null && time <= now ? time : null);
	const here = (fact: { city: string }) => fact.city === city;

	const ticketEvents = facts.ticketEvents.filter(here).filter(({ at }) => at <= now);
	const ticketIds = [...new Set(ticketEvents.map(({ ticket_id }) => ticket_id))];
	return {
		calls: facts.calls
			.filter(here)
			.filter(({ arrived_at }) => arrived_at <= now)
			.map((call) => ({
				...call,
				queued_at: cut(call.queued_at),
				answered_at: cut(call.answered_at),
				ended_at: cut(call.ended_at)
			})),
		sessions: facts.sessions
			.filter(here)
			.filter(({ requested_at }) => requested_at <= now)
			.map((session) => ({
				...session,
				responded_at: cut(session.responded_at),
				ended_at: cut(session.ended_at)
			})),
		tickets: ticketIds.map((id) => toTicket(ticketEvents.filter((e) => e.ticket_id === id))),
		ratings: facts.ratings.filter(here).filter(({ rated_at }) => rated_at <= now)
	};
}
