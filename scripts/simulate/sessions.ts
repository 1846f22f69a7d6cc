/** Chats on the web site, in WeChat and in the app: a robot first or an agent, some never answered. */
import { slotAt, type OnlineSlotId } from '#contract/slots';
import { arrivals } from './arrivals.ts';
import { dayName, expectedInHour } from './calendar.ts';
import type { City } from './dials.ts';
import type { Emission, Fact, SessionEvent } from './events.ts';
import { DAY_FACTOR_SHAPE, SESSIONS_PER_WORKDAY } from './parameters.ts';
import { Draw } from './random.ts';

const CHANNELS = [
	['wechat', 45],
	['app', 33],
	['web', 22]
] as const;
const ROBOT_SHARE = 0.62;
/** Of the sessions that want a person, how many nobody answers. */
const UNANSWERED_SHARE: Record<OnlineSlotId, number> = {
	morning: 0.03,
	afternoon: 0.02,
	evening: 0.09,
	off: 0.07
};
const AGENT_DELAY = { medianSeconds: 26, sigma: 0.9 } as const;

function sessionFact(draw: Draw, city: City, id: string, requestedAt: number): Fact {
	const after = (seconds: number) => Math.round(seconds * 1_000);
	const requested: SessionEvent = {
		type: 'session',
		city: city.city,
		session_id: id,
		revision: 1,
		channel: draw.pick(CHANNELS),
		requested_at: requestedAt,
		citizen: `sim-${city.seed}-${city.callers.resident(draw)}`
	};
	const first: Emission = { at: requestedAt, event: requested };
	const robot = draw.chance(ROBOT_SHARE);
	const slot = slotAt('online', requestedAt).id as OnlineSlotId;
	if (!robot && draw.chance(UNANSWERED_SHARE[slot])) {
		const endedAt = requestedAt + after(30 + draw.exponential(150));
		return [first, { at: endedAt, event: { ...requested, revision: 3, ended_at: endedAt } }];
	}
	const delay = robot
		? draw.between(0.4, 2)
		: Math.min(600, 3 + draw.lognormal(AGENT_DELAY.medianSeconds, AGENT_DELAY.sigma));
	const responded: SessionEvent = {
		...requested,
		revision: 2,
		responded_at: requestedAt + after(delay),
		responder: robot ? 'robot' : 'agent'
	};
	const respondedAt = requestedAt + after(delay);
	const endedAt = respondedAt + after(20 + Math.min(3_600, draw.lognormal(robot ? 60 : 240, 0.7)));
	return [
		first,
		{ at: respondedAt, event: responded },
		{ at: endedAt, event: { ...responded, revision: 3, ended_at: endedAt } }
	];
}

export function sessionsOf(city: City, midnight: number): Fact[] {
	const draw = new Draw(city.seed, city.city, midnight, 'sessions');
	const perWorkday = SESSIONS_PER_WORKDAY * city.scale * draw.gammaFactor(DAY_FACTOR_SHAPE);
	return arrivals(draw, midnight, (hour) => expectedInHour(perWorkday, midnight, hour)).map(
		(requestedAt, index) =>
			sessionFact(
				draw,
				city,
				`${city.seed}-${dayName(midnight)}-s${String(index + 1).padStart(5, '0')}`,
				requestedAt
			)
	);
}
