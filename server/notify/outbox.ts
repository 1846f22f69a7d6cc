/** The outbox: what still has to go, as the log says; every step is durable before the next is taken. */
import type { Store } from '../store/store.ts';
import type { Reply } from './carriers/carrier.ts';
import { appendSteps, openDeliveries, type Standing, type Step } from './deliveries.ts';

/** The longest that anything may wait: quiet hours of a day after an escalation's day, and some. */
const OLDEST_OPEN_MS = 3 * 86_400_000;

const ENDED = new Set(['sent', 'digested', 'gave_up', 'cancelled']);

export interface Outbox {
	readonly open: ReadonlyMap<string, Standing>;
	/** Puts deliveries in, with other steps in the same insert. */
	queue(deliveries: readonly Standing[], along?: readonly Standing[]): Promise<void>;
	/** Takes one a step further. */
	move(delivery: Standing, change: Partial<Step> & Pick<Step, 'step'>): Promise<Standing>;
	/** Waits again without a word in the log: a token or a moment is missing, not the other side. */
	postpone(delivery: Standing, dueAt: number): void;
	/** What may have been sent just before this process began: nobody can tell any more. */
	isDoubtful(id: string): boolean;
	/** When the next is due; null when nothing waits. */
	nextDue(): number | null;
}

/** Reads what the process before left open. `onStep` hears of every durable step. */
export async function openOutbox(
	store: Store,
	clock: () => number,
	onStep: (step: Standing) => void
): Promise<Outbox> {
	const left = await openDeliveries(store, clock() - OLDEST_OPEN_MS);
	const open = new Map(left.map((delivery) => [delivery.id, delivery]));
	const doubtful = new Set(left.filter(({ step }) => step === 'attempt').map(({ id }) => id));

	async function append(steps: readonly Standing[]): Promise<void> {
		await appendSteps(
			store,
			steps.map(({ queued_at: _, ...step }) => step)
		);
		for (const step of steps) {
			if (ENDED.has(step.step)) open.delete(step.id);
			else open.set(step.id, step);
			onStep(step);
		}
	}

	return {
		open,
		queue: (deliveries, along = []) => append([...deliveries, ...along]),
		async move(delivery, change) {
			const moved = { ...delivery, reason: '' as const, code: '', clock_ahead_ms: null, ...change };
			const next = { ...moved, n: delivery.n + 1, at: clock() };
			await append([next]);
			if (next.step !== 'attempt') doubtful.delete(next.id);
			return next;
		},
		postpone: (delivery, dueAt) => void open.set(delivery.id, { ...delivery, due_at: dueAt }),
		isDoubtful: (id) => doubtful.has(id),
		nextDue() {
			const due = [...open.values()].map(({ due_at }) => due_at);
			return due.length === 0 ? null : Math.min(...due);
		}
	};
}

/** The columns of the log that tell how an attempt ended. */
export function outcomeOf(reply: Reply): Pick<Step, 'reason' | 'code' | 'clock_ahead_ms'> {
	return {
		reason: reply.failure?.reason ?? '',
		code: reply.failure?.code ?? '',
		clock_ahead_ms: reply.clockAheadMs
	};
}
