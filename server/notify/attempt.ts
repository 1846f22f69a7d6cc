/** One attempt at a delivery: its parts one after another, each noted before it goes. */
import type { Channel, Secrets } from '#contract/channels';
import type { Limiter } from './bucket.ts';
import { failed, type Carrier, type Reply, type SendContext } from './carriers/carrier.ts';
import type { Standing } from './deliveries.ts';
import type { Message } from './message.ts';
import { outcomeOf, type Outbox } from './outbox.ts';
import { backoff, MAX_ATTEMPTS, MENDING_MS } from './timing.ts';

export interface AttemptDeps extends Omit<SendContext, 'delivery'> {
	outbox: Outbox;
	random: () => number;
	/** Address of the alerts page for messages; null where people have none. */
	link: (message: Message) => string | null;
}

export interface Target {
	channel: Channel;
	/** Null: they cannot be opened. */
	secrets: Secrets | null;
	carrier: Carrier;
	limiter: Limiter;
}

const REPEATED = {
	zh: '（可能重复：重启前是否送达不明）',
	en: ' (perhaps a repeat: a restart came between)'
};

/** Tries once; what is left is due later, ends, or goes on with the next part. */
export async function attemptDelivery(
	deps: AttemptDeps,
	target: Target,
	delivery: Standing
): Promise<void> {
	const { outbox, clock } = deps;
	const message = outbox.isDoubtful(delivery.id) ? doubted(delivery.message) : delivery.message;
	const parts = target.carrier.parts(message, target.channel, deps.link(message));
	let at = delivery;
	let clockAheadMs: number | null = null;
	for (let index = delivery.parts_done; index < parts.length; index++) {
		if (!target.limiter.take(clock())) return outbox.postpone(at, target.limiter.nextAt(clock()));
		at = await outbox.move(at, { step: 'attempt', parts_done: index });
		const reply = await sendPart(deps, target, delivery.id, parts[index]!);
		if (reply.failure) return settleFailure(deps, { ...at, attempts: at.attempts + 1 }, reply);
		clockAheadMs = reply.clockAheadMs;
		at = { ...at, parts_done: index + 1 };
	}
	await outbox.move(at, {
		step: 'sent',
		attempts: at.attempts + 1,
		clock_ahead_ms: clockAheadMs
	});
}

/** Sends one part; what a carrier throws is a failure as well, and never its text. */
export async function sendPart(
	deps: Omit<SendContext, 'delivery'>,
	{ carrier, channel, secrets }: Omit<Target, 'limiter'>,
	delivery: string,
	part: Record<string, unknown>
): Promise<Reply> {
	if (secrets === null) return failed('secrets_unreadable', 'key file');
	try {
		return await carrier.send(part, channel, secrets, {
			delivery,
			clock: deps.clock,
			fetch: deps.fetch
		});
	} catch {
		return failed('not_understood', 'exception');
	}
}

async function settleFailure(deps: AttemptDeps, tried: Standing, reply: Reply): Promise<void> {
	const now = deps.clock();
	const wait = reply.needsMending ? MENDING_MS : backoff(tried.attempts, deps.random());
	const due_at = now + Math.max(wait, reply.retryAfterMs ?? 0);
	const step = tried.attempts >= MAX_ATTEMPTS ? 'gave_up' : 'retry';
	await deps.outbox.move(tried, { step, due_at, ...outcomeOf(reply) });
}

const doubted = (message: Message): Message => ({
	...message,
	title: { zh: message.title.zh + REPEATED.zh, en: message.title.en + REPEATED.en }
});
