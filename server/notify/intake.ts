/** A notice comes in: whom it is for, what it makes needless, and what was queued before. */
import type { Store } from '../store/store.ts';
import { deliveriesOfAlert, deliveryId, knownDeliveries, type Standing } from './deliveries.ts';
import type { Message } from './message.ts';
import type { Outbox } from './outbox.ts';
import type { Roster } from './roster.ts';
import { dueAt, isFor } from './route.ts';

export interface IntakeDeps {
	store: Store;
	outbox: Outbox;
	roster: Roster;
	clock: () => number;
	random: () => number;
}

/** A delivery that nobody has tried yet. */
export function newDelivery(
	channel: string,
	message: Message,
	now: number,
	due_at: number
): Standing {
	return {
		id: deliveryId(channel, message.notice),
		n: 0,
		at: now,
		queued_at: now,
		step: 'queued',
		channel,
		city: message.city,
		alert: message.alerts[0]?.id ?? '',
		notice: message.kind,
		due_at,
		attempts: 0,
		parts_done: 0,
		reason: '',
		code: '',
		clock_ahead_ms: null,
		digest: '',
		message
	};
}

/** Queues a message for every channel that it is for, but one; the same notice again changes nothing. */
export async function takeIn(deps: IntakeDeps, message: Message, except?: string): Promise<void> {
	const { store, outbox, roster, clock, random } = deps;
	const heard = message.kind === 'resolved' ? await settleEarlier(deps, message) : null;
	const now = clock();
	const wanted = (await roster.read())
		.filter(({ id, value }) => id !== except && isFor(value.channel, message))
		.filter(({ id }) => heard === null || heard.has(id))
		.map(({ id, value }) =>
			newDelivery(id, message, now, dueAt(value.channel, message, now, random()))
		);
	const known = await knownDeliveries(
		store,
		wanted.map(({ id }) => id)
	);
	const fresh = wanted.filter(({ id }) => !known.has(id));
	if (fresh.length > 0) await outbox.queue(fresh);
}

/**
 * An alert has ended: what nobody was told of yet is not told any more. Returns the channels that
 * were told, or may have been: to them alone the end means something.
 */
async function settleEarlier(
	{ store, outbox }: IntakeDeps,
	message: Message
): Promise<Set<string>> {
	const heard = new Set<string>();
	for (const { id: alert } of message.alerts)
		for (const { id, channel, step, notice } of await deliveriesOfAlert(store, alert)) {
			const waiting = outbox.open.get(id);
			const isUntouched = waiting?.step === 'queued' && waiting.attempts === 0;
			if (isUntouched && notice !== 'resolved') await outbox.move(waiting, { step: 'cancelled' });
			else if (step !== 'cancelled' && step !== 'gave_up') heard.add(channel);
		}
	return heard;
}
