/** A test message: sent at once, past the outbox, and logged like any other. */
import type { TestResult } from '#contract/channels';
import { formatInstant, HOUR_MS } from '#contract/instant';
import type { Settings } from '../settings/settings.ts';
import { sendPart } from './attempt.ts';
import { failed } from './carriers/carrier.ts';
import { CHANNEL } from './channel.ts';
import type { DispatchDeps } from './dispatch.ts';
import { newDelivery } from './intake.ts';
import { testMessage } from './message.ts';
import { outcomeOf } from './outbox.ts';
import type { ChannelSetting } from './roster.ts';

/** Null for a channel that is not there or sends nothing. */
export async function sendTest(
	deps: DispatchDeps,
	settings: Settings,
	id: string
): Promise<TestResult | null> {
	const setting = await settings.current(CHANNEL, '', id);
	const target = setting?.value ? deps.roster.targetOf(setting as ChannelSetting) : null;
	if (!target) return null;
	const now = deps.clock();
	const message = testMessage(target.channel.name, formatInstant(now));
	// Due later, so that the outbox leaves it to us.
	const delivery = newDelivery(id, message, now, now + HOUR_MS);
	const part = target.carrier.parts(message, target.channel, deps.link(message))[0] ?? {};
	await deps.outbox.queue([delivery]);
	const reply = target.limiter.take(now)
		? await sendPart(deps, target, delivery.id, part)
		: failed('rate_limited', 'own limit');
	const step = reply.failure ? 'gave_up' : 'sent';
	await deps.outbox.move(delivery, { step, attempts: 1, ...outcomeOf(reply) });
	const clock_ahead_seconds =
		reply.clockAheadMs === null ? null : Math.round(reply.clockAheadMs / 1000);
	return reply.failure
		? { ok: false, failure: reply.failure, clock_ahead_seconds }
		: { ok: true, clock_ahead_seconds };
}
