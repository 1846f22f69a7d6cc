/** Counts what a stretch of simulated days amounts to, for docs/simulator.md and the tests. */
import { MINUTE_MS, stepStart } from '#contract/instant';
import { slotAt } from '#contract/slots';
import type { CallEvent, Fact, RatingEvent, SessionEvent, TicketEvent } from './events.ts';

type Share = [numerator: number, denominator: number];

const QUARTER_MS = 15 * MINUTE_MS;

export class Tally {
	readonly shares = new Map<string, Share>();
	events = 0;
	calls = 0;
	tickets = 0;
	readonly #quarters = new Map<number, Share>();

	#count(id: string, hit: boolean): void {
		const share = this.shares.get(id) ?? [0, 0];
		this.shares.set(id, [share[0] + Number(hit), share[1] + 1]);
	}

	add(facts: readonly Fact[]): void {
		for (const fact of facts) {
			this.events++;
			const event = (fact.at(-1) ?? fact[0]).event;
			if (event.type === 'call') this.#call(event);
			else if (event.type === 'session') this.#session(event);
			else if (event.type === 'ticket') this.#ticket(event);
			else if (event.type === 'rating') this.#rating(event);
		}
	}

	#call(call: CallEvent): void {
		this.calls++;
		const answered = call.answered_at !== undefined;
		this.#count('offered', answered);
		if (call.queued_at === undefined) return;
		const slot = slotAt('phone', call.queued_at).id;
		this.#count('connection', answered);
		this.#count(`connection ${slot}`, answered);
		this.#count('within 15 s', (call.answered_at ?? Infinity) - call.queued_at <= 15_000);
		if (answered) this.#count('by robot', call.answered_by === 'robot');
		if (call.resolved_on_contact !== undefined) this.#count('resolved', call.resolved_on_contact);
		const start = stepStart(call.queued_at, QUARTER_MS);
		const quarter = this.#quarters.get(start) ?? [0, 0];
		this.#quarters.set(start, [quarter[0] + Number(!answered), quarter[1] + 1]);
	}

	#session(session: SessionEvent): void {
		const slot = slotAt('online', session.requested_at).id;
		this.#count(`online ${slot}`, session.responded_at !== undefined);
	}

	#ticket({ event, channel }: TicketEvent): void {
		if (event !== 'created') return this.#count(`ticket ${event}`, true);
		this.tickets++;
		this.#count('not by phone', channel !== 'phone');
	}

	#rating({ kind, score }: RatingEvent): void {
		this.#count(`${kind} answered`, score !== null);
		if (score !== null) this.#count(`${kind} satisfied`, score >= 3);
	}

	share(id: string): number {
		const [numerator, denominator] = this.shares.get(id) ?? [0, 0];
		return numerator / denominator;
	}

	/**
	 * Over-dispersion of the lost calls of 15 minutes within a phone slot: mean squared residual
	 * against the slot's own loss rate over the binomial variance, 1 if losses fell independently.
	 */
	overDispersion(slot: string): number {
		const loss = 1 - this.share(`connection ${slot}`);
		const cells = [...this.#quarters].filter(([start]) => slotAt('phone', start).id === slot);
		const ratios = cells.map(([, [lost, n]]) => (lost - n * loss) ** 2 / (n * loss * (1 - loss)));
		return ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
	}
}
