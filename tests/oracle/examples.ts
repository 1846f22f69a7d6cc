/** Short forms for cases worked out by hand. Times are Beijing clock times of 2026. */
import { currentFacts, type Facts } from './facts.ts';
import type { SentEvent } from './event.ts';
import { measure, type Measures, type Question } from './measures.ts';

export const CITY = '420100';

/** `at('03-10 09:00')`, `at('03-10 09:00:15.001')`. */
export const at = (clock: string): number =>
	Date.parse(`2026-${clock.replace(' ', 'T')}${clock.length === 11 ? ':00' : ''}+08:00`);

const factory =
	(type: string, idKey: string) =>
	(id: string, rest: SentEvent): SentEvent => ({
		type,
		city: CITY,
		[idKey]: id,
		revision: 1,
		...rest
	});

export const call = factory('call', 'call_id');
export const session = factory('session', 'session_id');
export const rating = factory('rating', 'rating_id');

export const ticket = (
	id: string,
	ticketId: string,
	event: string,
	clock: string,
	rest: SentEvent = {}
): SentEvent => ({
	type: 'ticket',
	city: CITY,
	event_id: id,
	ticket_id: ticketId,
	event,
	at: at(clock),
	...rest
});

/** A call in the queue since a clock time, answered and ended so many seconds later. */
export function queued(
	id: string,
	clock: string,
	answeredAfter: number | null,
	endedAfter: number | null,
	rest: SentEvent = {}
): SentEvent {
	const start = at(clock);
	const later = (seconds: number | null) => (seconds === null ? null : start + seconds * 1000);
	return call(id, {
		arrived_at: start,
		queued_at: start,
		answered_at: later(answeredAfter),
		ended_at: later(endedAfter),
		...rest
	});
}

/** 10 March 2026, seen at its end. */
export const TENTH: Question = {
	city: CITY,
	from: at('03-10 00:00'),
	to: at('03-11 00:00'),
	now: at('03-11 00:00')
};

export const facts = (...sent: SentEvent[]): Facts => currentFacts(sent);

export const tenth = (sent: SentEvent[], question: Partial<Question> = {}): Measures =>
	measure(currentFacts(sent), { ...TENTH, ...question });

/** A rate as [numerator, denominator]. */
export const parts = ({ numerator, denominator }: { numerator: number; denominator: number }) => [
	numerator,
	denominator
];
