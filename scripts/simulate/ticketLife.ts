/** One ticket from creation to closing, drawn at once; every event of it is a fact of its own. */
import { beijingMidnight, beijingTimeOfDay, DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/instant';
import { departmentOf, URGENT_CATEGORIES } from './categories.ts';
import type { Fact, TicketChannel, TicketEvent, TicketStep } from './events.ts';
import type { Draw } from './random.ts';
import { callbackRating } from './ratings.ts';

export interface NewTicket {
	id: string;
	createdAt: number;
	channel: TicketChannel;
	selfService: boolean;
	callId?: string;
	category: string;
}

/** Commitments as cities publish them: outages 2 h and 3 days, ordinary 24 h and 7, complex 15 days. */
const DUE = {
	urgent: { respondMs: 2 * HOUR_MS, resolveMs: 3 * DAY_MS },
	ordinary: { respondMs: 24 * HOUR_MS, resolveMs: 7 * DAY_MS },
	complex: { respondMs: 24 * HOUR_MS, resolveMs: 15 * DAY_MS }
} as const;
const COMPLEX_SHARE = 0.1;

/**
 * Time taken over time allowed: lognormal, `late` standard deviations of it fit before the due time
 * (1.75 leaves 4 % late, 1.555 leaves 6 %).
 */
const RESPOND = { late: 1.75, sigma: 0.8, most: 3 } as const;
const RESOLVE = { late: 1.555, sigma: 0.5, most: 1.8 } as const;

const VISIT_SHARE = 0.7;
const URGED_SHARE = 0.06;
const COMPLAINED_SHARE = 0.03;
const REOPENED_SHARE = 0.015;
const PROGRESS_SHARE: Record<TicketChannel, number> = {
	phone: 0,
	web: 0,
	app: 0.45,
	wechat: 0.4,
	mini_program: 0.35
};

function taken(draw: Draw, allowedMs: number, habit: typeof RESPOND | typeof RESOLVE): number {
	const ratio = Math.min(habit.most, Math.exp(habit.sigma * (draw.normal(0, 1) - habit.late)));
	return Math.round(allowedMs * ratio);
}

/** The same instant if it is in office hours (9 to 18), else soon after the next opening. */
function officeHours(draw: Draw, instant: number): number {
	const time = beijingTimeOfDay(instant);
	if (time >= 9 * HOUR_MS && time < 18 * HOUR_MS) return instant;
	const opening = beijingMidnight(instant) + (time < 9 * HOUR_MS ? 9 : 33) * HOUR_MS;
	return opening + Math.floor(draw.between(0, 8 * HOUR_MS));
}

export function ticketLife(draw: Draw, city: string, ticket: NewTicket): Fact[] {
	const { id, createdAt, channel, category } = ticket;
	const urgent = URGENT_CATEGORIES.includes(category);
	const due = DUE[urgent ? 'urgent' : draw.chance(COMPLEX_SHARE) ? 'complex' : 'ordinary'];
	const department = departmentOf(category);
	const facts: Fact[] = [];
	const note = (event: TicketStep, at: number, more: Partial<TicketEvent> = {}): number => {
		const key = { type: 'ticket', city, event_id: `${id}-${event}`, ticket_id: id } as const;
		facts.push([{ at, event: { ...key, event, at, ...more } }]);
		return at;
	};

	note('created', createdAt, {
		channel,
		self_service: ticket.selfService,
		category,
		respond_due_at: createdAt + due.respondMs,
		resolve_due_at: createdAt + due.resolveMs,
		...(ticket.callId !== undefined && { call_id: ticket.callId })
	});
	const responded = createdAt + MINUTE_MS + taken(draw, due.respondMs, RESPOND);
	const within = (from: number, to: number, low: number, high: number) =>
		Math.round(from + (to - from) * draw.between(low, high));
	const dispatched = within(createdAt, responded, 0.2, 0.7);
	note('accepted', within(createdAt, dispatched, 0.05, 0.5));
	note('dispatched', dispatched, { department });
	note('responded', responded, { department });
	const resolved = Math.max(
		createdAt + taken(draw, due.resolveMs, RESOLVE),
		responded + 10 * MINUTE_MS
	);
	note('resolved', resolved, { department });
	if (draw.chance(URGED_SHARE)) note('urged', within(responded, resolved, 0, 1));
	if (draw.chance(PROGRESS_SHARE[channel]))
		note('progress_viewed', within(createdAt, resolved, 0.02, 1));

	let last = resolved + Math.round(Math.min(3 * DAY_MS, draw.exponential(DAY_MS)));
	if (draw.chance(VISIT_SHARE)) {
		last = note('visited', officeHours(draw, last));
		facts.push(callbackRating(draw, city, id, last));
	}
	if (draw.chance(REOPENED_SHARE)) {
		last = note('reopened', last + Math.round(draw.between(1, 20) * HOUR_MS));
		last += Math.round(draw.between(1, 3) * DAY_MS);
		facts.push([
			{
				at: last,
				event: {
					type: 'ticket',
					city,
					event_id: `${id}-resolved-2`,
					ticket_id: id,
					event: 'resolved',
					at: last,
					department
				}
			}
		]);
	}
	if (draw.chance(COMPLAINED_SHARE)) note('complained', within(responded, last, 0, 1));
	note('closed', last + Math.round(draw.between(0.1, 24) * HOUR_MS));
	return facts;
}
