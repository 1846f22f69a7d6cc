/** What is due for one channel goes out; and whether it fails or works again is told. */
import type { AlertState } from '#contract/alerts';
import type { Channel } from '#contract/channels';
import { formatInstant } from '#contract/instant';
import { attemptDelivery, type AttemptDeps } from './attempt.ts';
import { bundle } from './bundle.ts';
import { carrierOf } from './carriers/carriers.ts';
import type { Standing } from './deliveries.ts';
import { TELL_AFTER, type Health } from './health.ts';
import { channelMessage, type Message } from './message.ts';
import type { ChannelSetting, Roster } from './roster.ts';
import { MENDING_MS } from './timing.ts';

export interface DispatchDeps extends AttemptDeps {
	roster: Roster;
	/** How an alert stands now; null for one that nobody knows. Escalation asks it. */
	stateOf: ((city: string, alert: string) => Promise<AlertState | null>) | undefined;
	/** Tells the other channels. */
	tell: (message: Message, except: string) => void;
}

/** Sends what is due for one channel; without a setting, or with one that sends nothing, it is dropped. */
export async function dispatch(
	deps: DispatchDeps,
	id: string,
	setting: ChannelSetting | undefined
): Promise<void> {
	const { outbox, roster, clock } = deps;
	const due = await dueOf(deps, id, setting?.value.channel);
	const target = setting && due.length > 0 ? roster.targetOf(setting) : null;
	if (!target) return;
	const room = target.limiter.available(clock());
	// Without a token everything waits, so that it can go as one.
	if (room === 0)
		return due.forEach((delivery) => outbox.postpone(delivery, target.limiter.nextAt(clock())));
	const before = roster.healthOf(id);
	for (const delivery of await bundle(outbox, due, room, clock())) {
		const { failures } = roster.healthOf(id);
		await attemptDelivery(deps, target, outbox.open.get(delivery.id) ?? delivery);
		if (roster.healthOf(id).failures > failures) {
			postponeRest(deps, id, delivery.id);
			break;
		}
	}
	tellOfHealth(deps, id, target.channel, before);
}

async function dueOf(deps: DispatchDeps, id: string, channel: Channel | undefined) {
	const { outbox, clock } = deps;
	const due: Standing[] = [];
	for (const delivery of [...outbox.open.values()]) {
		if (delivery.channel !== id || delivery.due_at > clock()) continue;
		const sends = channel?.enabled === true && carrierOf(channel) !== null;
		if (sends && (await isStillWanted(deps, delivery, channel))) due.push(delivery);
		else await outbox.move(delivery, { step: 'cancelled' });
	}
	return due.sort((a, b) => a.queued_at - b.queued_at);
}

/** A test that a restart cut off is over; an escalation is off once somebody has acknowledged. */
async function isStillWanted({ stateOf }: DispatchDeps, delivery: Standing, channel: Channel) {
	if (delivery.notice === 'test') return false;
	if (channel.after_minutes === null || delivery.notice !== 'firing' || !stateOf) return true;
	if (delivery.step !== 'queued' || delivery.alert === '') return true;
	const state = await stateOf(delivery.city, delivery.alert);
	return state === null || state === 'firing';
}

/** What would fail alike is not tried alike: it waits with the one that failed. */
function postponeRest({ outbox, clock }: DispatchDeps, id: string, failed: string): void {
	const until = outbox.open.get(failed)?.due_at ?? clock() + MENDING_MS;
	for (const delivery of [...outbox.open.values()])
		if (delivery.channel === id && delivery.due_at <= clock()) outbox.postpone(delivery, until);
}

function tellOfHealth(deps: DispatchDeps, id: string, channel: Channel, before: Health): void {
	const { roster, outbox, clock, tell } = deps;
	const health = roster.healthOf(id);
	const about = {
		id,
		name: channel.name,
		city: channel.cities === 'all' ? '' : (channel.cities[0] ?? '')
	};
	const at = formatInstant(clock());
	if (health.failingSince === null) {
		if (before.told) tell(channelMessage(about, before.failingSince ?? 0, null, at), id);
		return;
	}
	const needsMending = [...outbox.open.values()].some(
		({ channel: of, due_at }) => of === id && due_at - clock() >= MENDING_MS
	);
	if (health.told || !health.failure || (health.failures < TELL_AFTER && !needsMending)) return;
	roster.markTold(id);
	tell(channelMessage(about, health.failingSince, health.failure.reason, at), id);
}
