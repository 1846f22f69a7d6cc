/** The rows of section 3 about tickets and ratings: those that know no slots. */
import { firstAt, type Seen, type Ticket } from './as-of.ts';
import type { TicketEvent } from './facts.ts';
import { type Rate, rate } from './figures.ts';
import type { Inside } from './measures-contact.ts';
import type { Settings } from './settings.ts';

export interface TicketMeasures {
	non_phone_share: Rate;
	complaint_rate: Rate;
	respond_on_time: Rate;
	resolve_on_time: Rate;
	callback_rate: Rate;
}

export interface RatingMeasures {
	after_call_satisfaction: Rate;
	callback_satisfaction: Rate;
	rating_response_rate: Rate;
}

export type CreatedTicket = Ticket & { created: TicketEvent };

export const isCreated = (ticket: Ticket): ticket is CreatedTicket => ticket.created !== null;

/**
 * "first `responded` (`resolved`) <= its due time / created tickets with that due time that is
 * <= `now` or that are responded (resolved)"
 */
function onTime(
	created: readonly CreatedTicket[],
	kind: 'responded' | 'resolved',
	dueKey: 'respond_due_at' | 'resolve_due_at',
	now: number
): Rate {
	const judged = created
		.map((ticket) => ({ due: ticket.created[dueKey], done: firstAt(ticket, kind) }))
		.filter(({ due, done }) => due !== null && (due <= now || done !== null));
	return rate(judged, ({ due, done }) => due !== null && done !== null && done <= due);
}

export function ticketMeasures({ tickets }: Seen, inside: Inside, now: number): TicketMeasures {
	const created = tickets.filter(isCreated).filter((ticket) => inside(ticket.created.at));
	const resolved = tickets.filter((ticket) => {
		const at = firstAt(ticket, 'resolved');
		return at !== null && inside(at);
	});
	return {
		// "created tickets whose channel is not `phone` / created tickets with a channel"
		non_phone_share: rate(
			created.filter((ticket) => ticket.created.channel !== null),
			(ticket) => ticket.created.channel !== 'phone'
		),
		complaint_rate: rate(created, (ticket) => firstAt(ticket, 'complained') !== null),
		respond_on_time: onTime(created, 'responded', 'respond_due_at', now),
		resolve_on_time: onTime(created, 'resolved', 'resolve_due_at', now),
		// "tickets with a `visited` by `now` / tickets whose first `resolved` is in the window"
		callback_rate: rate(resolved, (ticket) => firstAt(ticket, 'visited') !== null)
	};
}

export function ratingMeasures(
	{ ratings }: Seen,
	inside: Inside,
	{ satisfiedFrom }: Settings
): RatingMeasures {
	const rated = ratings.filter(({ rated_at }) => inside(rated_at));
	// "score >= 3 / ratings of that kind with a score"
	const satisfaction = (kind: string) =>
		rate(
			rated.filter((rating) => rating.kind === kind && rating.score !== null),
			({ score }) => score !== null && score >= satisfiedFrom
		);
	return {
		after_call_satisfaction: satisfaction('after_call'),
		callback_satisfaction: satisfaction('callback'),
		rating_response_rate: rate(rated, ({ score }) => score !== null)
	};
}
