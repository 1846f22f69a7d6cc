/** Many messages for one channel become one: a digest, queued in one insert with what it replaces. */
import { formatInstant } from '#contract/instant';
import type { Standing } from './deliveries.ts';
import { newDelivery } from './intake.ts';
import { digestOf } from './message.ts';
import type { Outbox } from './outbox.ts';

/** Longer than a jitter, shorter than any quiet hours: what waited longer was held back. */
const HELD_MS = 60_000;

const isUntried = ({ attempts, parts_done, step, notice }: Standing) =>
	attempts === 0 && parts_done === 0 && step === 'queued' && notice !== 'digest';

/** What to send instead of `due`, when the other side takes `room` messages now. */
export async function bundle(
	outbox: Outbox,
	due: Standing[],
	room: number,
	now: number
): Promise<Standing[]> {
	const untried = due.filter(isUntried);
	const held = untried.filter(({ due_at, queued_at }) => due_at - queued_at > HELD_MS);
	const members = due.length > room ? untried : held;
	const first = members[0];
	if (!first || members.length < 2) return due;
	const message = digestOf(
		members.map((delivery) => delivery.message),
		formatInstant(now)
	);
	const whole = newDelivery(first.channel, message, now, now);
	const replaced = members.map((delivery) => ({
		...delivery,
		n: delivery.n + 1,
		at: now,
		step: 'digested' as const,
		digest: whole.id
	}));
	await outbox.queue([whole], replaced);
	return [...due.filter((delivery) => !members.includes(delivery)), whole];
}
