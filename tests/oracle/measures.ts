/** Every measure of section 3 but `connection_rate_live`, as the table says it, over plain arrays. */
import { asOf } from './as-of.ts';
import {
	HOUR,
	monthEnd,
	ONLINE_SLOTS,
	onlineSlot,
	type OnlineSlot,
	PHONE_SLOTS,
	phoneSlot,
	type PhoneSlot,
	stepStart
} from './clock.ts';
import type { Facts } from './facts.ts';
import {
	ratingMeasures,
	type RatingMeasures,
	ticketMeasures,
	type TicketMeasures
} from './measures-aftermath.ts';
import {
	type Inside,
	onlineMeasures,
	type OnlineMeasures,
	phoneMeasures,
	type PhoneMeasures
} from './measures-contact.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';

export interface Question {
	city: string;
	from: number;
	to: number;
	now: number;
	settings?: Partial<Settings>;
}

export type Measures = PhoneMeasures & OnlineMeasures & TicketMeasures & RatingMeasures;

export interface Slots {
	phone: Record<PhoneSlot, PhoneMeasures>;
	online: Record<OnlineSlot, OnlineMeasures>;
}

export interface Step {
	from: number;
	to: number;
	measures: Measures;
}

const within =
	({ from, to }: { from: number; to: number }): Inside =>
	(at) =>
		from <= at && at < to;

export function measure(facts: Facts, question: Question): Measures {
	const { city, now } = question;
	const settings = { ...DEFAULT_SETTINGS, ...question.settings };
	const seen = asOf(facts, city, now);
	const inside = within(question);
	return {
		...phoneMeasures(seen, inside, now, settings),
		...onlineMeasures(seen, inside),
		...ticketMeasures(seen, inside, now),
		...ratingMeasures(seen, inside, settings)
	};
}

function each<K extends string, V>(keys: readonly K[], make: (key: K) => V): Record<K, V> {
	return Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<K, V>;
}

/** "A measure's slot is that of its own window time"; every slot is always there. */
export function bySlot(facts: Facts, question: Question): Slots {
	const { city, now } = question;
	const settings = { ...DEFAULT_SETTINGS, ...question.settings };
	const seen = asOf(facts, city, now);
	const inside = within(question);
	return {
		phone: each(PHONE_SLOTS, (slot) =>
			phoneMeasures(seen, (at) => inside(at) && phoneSlot(at) === slot, now, settings)
		),
		online: each(ONLINE_SLOTS, (slot) =>
			onlineMeasures(seen, (at) => inside(at) && onlineSlot(at) === slot)
		)
	};
}

/** Steps of the Beijing clock, the first and the last clipped to the window, empty ones too. */
export function bySteps(facts: Facts, question: Question, stepMs: number): Step[] {
	return stepsTo(facts, question, (from) => stepStart(from, stepMs) + stepMs);
}

/** Months of the Beijing calendar, or those that end with a day of the month. */
export function byMonths(facts: Facts, question: Question, endsOn: number | null): Step[] {
	return stepsTo(facts, question, (from) => monthEnd(from, endsOn));
}

function stepsTo(facts: Facts, question: Question, endOf: (from: number) => number): Step[] {
	const steps: Step[] = [];
	let from = question.from;
	while (from < question.to) {
		const to = Math.min(endOf(from), question.to);
		steps.push({ from, to, measures: measure(facts, { ...question, from, to }) });
		from = to;
	}
	return steps;
}

export interface Waiting {
	waiting_now: number;
	longest_wait_seconds: number | null;
	undecided: number;
}

/** "queued, neither answered nor ended, for less than 60 minutes"; open longer is `undecided`. */
export function waiting(facts: Facts, { city, now }: { city: string; now: number }): Waiting {
	const waits = asOf(facts, city, now)
		.calls.filter((call) => call.answered_at === null && call.ended_at === null)
		.flatMap(({ queued_at }) => (queued_at === null ? [] : [now - queued_at]));
	const live = waits.filter((wait) => wait < HOUR);
	return {
		waiting_now: live.length,
		longest_wait_seconds: live.length === 0 ? null : Math.max(...live) / 1000,
		undecided: waits.length - live.length
	};
}
