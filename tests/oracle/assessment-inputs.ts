/** The measured items of section 5 that are no plain measure: column `source` of items.csv. */
import { asOf } from './as-of.ts';
import { DAY, ONLINE_SLOTS, PHONE_SLOTS } from './clock.ts';
import type { Facts } from './facts.ts';
import { mean, type Rate } from './figures.ts';
import { isCreated } from './measures-aftermath.ts';
import { bySlot, measure, type Question } from './measures.ts';

/** A mean and how many values it is of. */
export interface MeanItem {
	value: number | null;
	n: number;
}

export interface AssessmentInputs {
	welcome_seconds: MeanItem;
	menu_depth: MeanItem;
	audio_quality: MeanItem;
	/** `n` is the number of slots that have a rate. */
	phone_slots: MeanItem;
	online_slots: MeanItem;
	first_contact_resolution: Rate;
	channels: number;
	self_service_channels: number;
	progress_channels: number;
	/** The numerator of `calls_per_resident`. */
	calls_in_365_days: number;
}

function meanItem(values: readonly (number | null)[]): MeanItem {
	const known = values.filter((value) => value !== null);
	return { value: mean(known), n: known.length };
}

const nonPhone = (channels: readonly (string | null)[]): number =>
	new Set(channels.filter((channel) => channel !== null && channel !== 'phone')).size;

export function assessmentInputs(facts: Facts, question: Question): AssessmentInputs {
	const { city, from, to, now } = question;
	const { calls, sessions, tickets } = asOf(facts, city, now);
	const inside = (at: number) => from <= at && at < to;

	const arrived = calls.filter(({ arrived_at }) => inside(arrived_at));
	const slots = bySlot(facts, question);
	const { fcr_declared, fcr_no_repeat } = measure(facts, question);
	const created = tickets.filter(isCreated);
	const createdInside = created.filter((ticket) => inside(ticket.created.at));
	return {
		welcome_seconds: meanItem(arrived.map((call) => call.welcome_seconds)),
		menu_depth: meanItem(arrived.map((call) => call.menu_depth)),
		audio_quality: meanItem(arrived.map((call) => call.mos)),
		// "mean of connection_rate over the six phone slots that have decided calls"
		phone_slots: meanItem(
			PHONE_SLOTS.filter((slot) => slot !== 'off').map(
				(slot) => slots.phone[slot].connection_rate.value
			)
		),
		// "mean of online_connection_rate over the three online slots that have decided sessions"
		online_slots: meanItem(
			ONLINE_SLOTS.filter((slot) => slot !== 'off').map(
				(slot) => slots.online[slot].online_connection_rate.value
			)
		),
		first_contact_resolution: fcr_declared.value === null ? fcr_no_repeat : fcr_declared,
		// "non-phone channels with a created ticket or a session in the window"
		channels: nonPhone([
			...createdInside.map((ticket) => ticket.created.channel),
			...sessions.filter(({ requested_at }) => inside(requested_at)).map(({ channel }) => channel)
		]),
		// "non-phone channels with a created ticket that has self_service true in the window"
		self_service_channels: nonPhone(
			createdInside
				.filter((ticket) => ticket.created.self_service === true)
				.map((ticket) => ticket.created.channel)
		),
		// "non-phone channels with a progress_viewed in the window (its ticket was created there)"
		progress_channels: nonPhone(
			created
				.filter((ticket) =>
					ticket.events.some(({ event, at }) => event === 'progress_viewed' && inside(at))
				)
				.map((ticket) => ticket.created.channel)
		),
		// "calls arrived in 365 days to the end of the window"
		calls_in_365_days: calls.filter(
			({ arrived_at }) => to - 365 * DAY <= arrived_at && arrived_at < to
		).length
	};
}
