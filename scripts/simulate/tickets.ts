/** Tickets: from phone calls and from the online channels, each with its whole life drawn at birth. */
import type { Call } from './calls.ts';
import { arrivals } from './arrivals.ts';
import { dayName, expectedInHour } from './calendar.ts';
import { CATEGORIES } from './categories.ts';
import type { City } from './dials.ts';
import type { Fact, TicketChannel } from './events.ts';
import { DAY_FACTOR_SHAPE, ONLINE_TICKETS_PER_WORKDAY, TICKET_CHANCE } from './parameters.ts';
import { Draw } from './random.ts';
import { ticketLife } from './ticketLife.ts';

const ONLINE_CHANNELS = [
	['wechat', 42],
	['app', 25],
	['mini_program', 20],
	['web', 13]
] as const satisfies readonly (readonly [TicketChannel, number])[];
const SELF_SERVICE_SHARE = 0.92;

/** Tickets that agents write: created as the call ends. */
export function phoneTickets(city: City, midnight: number, calls: readonly Call[]): Fact[] {
	const draw = new Draw(city.seed, city.city, midnight, 'phone tickets');
	return calls.flatMap((call) => {
		const chance = call.dial.resolvable ? TICKET_CHANCE.resolved : TICKET_CHANCE.unresolved;
		if (call.answered?.by !== 'agent' || !draw.chance(chance)) return [];
		return ticketLife(draw, city.city, {
			id: `${call.id}-t`,
			createdAt: call.endedAt,
			channel: 'phone',
			selfService: false,
			callId: call.id,
			category: call.dial.category
		});
	});
}

export function onlineTickets(city: City, midnight: number): Fact[] {
	const draw = new Draw(city.seed, city.city, midnight, 'online tickets');
	const perWorkday = ONLINE_TICKETS_PER_WORKDAY * city.scale * draw.gammaFactor(DAY_FACTOR_SHAPE);
	return arrivals(draw, midnight, (hour) => expectedInHour(perWorkday, midnight, hour)).flatMap(
		(createdAt, index) =>
			ticketLife(draw, city.city, {
				id: `${city.seed}-${dayName(midnight)}-t${String(index + 1).padStart(5, '0')}`,
				createdAt,
				channel: draw.pick(ONLINE_CHANNELS),
				selfService: draw.chance(SELF_SERVICE_SHARE),
				category: draw.pick(CATEGORIES)
			})
	);
}
