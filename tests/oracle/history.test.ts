import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, stepStart } from './clock.ts';
import { canonicalContent, identityOf, isPresent, type SentEvent, toMillis } from './event.ts';
import { type Call, currentFacts, type Facts, standingEvents } from './facts.ts';
import { deliveries, history } from './history.ts';
import { bySlot, bySteps, measure, type Question } from './measures.ts';
import { asked } from './questions.ts';
import { whyInvalid } from './validity.ts';

const ANCHOR = Date.parse('2026-03-10T14:23:45.678+08:00');
const CITY = '420100';
const SEED = { seed: 12345 };

const sorted = (facts: Facts): string[] =>
	Object.values(facts)
		.flat()
		.map((fact) => JSON.stringify(fact))
		.sort();

describe('a random history', () => {
	it('is valid and never later than its anchor', () => {
		fc.assert(
			fc.property(history({ anchor: ANCHOR }), (sent) => {
				expect(sent.map((event) => whyInvalid(event, ANCHOR))).toEqual(sent.map(() => null));
			}),
			SEED
		);
	});

	it('gives the same facts in any order, with any repetition, in any batches', () => {
		const arrivals = history({ anchor: ANCHOR }).chain((sent) =>
			fc.tuple(fc.constant(sent), deliveries(sent))
		);
		fc.assert(
			fc.property(arrivals, ([sent, batches]) => {
				expect(batches.flat().length).toBeGreaterThanOrEqual(sent.length);
				expect(sorted(currentFacts(batches.flat()))).toEqual(sorted(currentFacts(sent)));
			}),
			SEED
		);
	});

	it('never gives the same content two persons', () => {
		fc.assert(
			fc.property(history({ anchor: ANCHOR }), (sent) => {
				const persons = new Map<string, unknown>();
				for (const event of sent) {
					const key = identityOf(event) + canonicalContent(event);
					const person = event.caller ?? event.citizen ?? null;
					expect(persons.has(key) ? persons.get(key) : person).toBe(person);
					persons.set(key, person);
				}
			}),
			SEED
		);
	});
});

describe('a random question', () => {
	const scenario = history({ anchor: ANCHOR }).chain((sent) =>
		fc.tuple(fc.constant(sent), asked(ANCHOR, sent))
	);

	it('has slots and steps that add up to the whole', () => {
		fc.assert(
			fc.property(scenario, ([sent, { now, step, stepWindow }]) => {
				const facts = currentFacts(sent);
				const question: Question = { city: CITY, ...stepWindow, now };
				const whole = measure(facts, question);
				const phone = Object.values(bySlot(facts, question).phone);
				const steps = bySteps(facts, question, step);
				const sum = (parts: { connection_rate: { denominator: number } }[]) =>
					parts.reduce((total, { connection_rate }) => total + connection_rate.denominator, 0);
				expect(sum(phone)).toBe(whole.connection_rate.denominator);
				expect(sum(steps.map(({ measures }) => measures))).toBe(whole.connection_rate.denominator);
				expect(steps[0]?.from).toBe(stepWindow.from);
				expect(steps.at(-1)?.to).toBe(stepWindow.to);
			}),
			{ ...SEED, numRuns: 60 }
		);
	});

	it('gets the same answer when what lies after now was never sent', () => {
		const upTo = (now: number, sent: SentEvent[]) =>
			sent.filter(({ at }) => !isPresent(at) || toMillis(at) <= now);
		const unrevised = history({ anchor: ANCHOR }).map((sent) =>
			sent
				.filter(({ type }) => type === 'ticket')
				.map((event, i) => ({ ...event, event_id: `${i}` }))
		);
		fc.assert(
			fc.property(
				unrevised.chain((sent) => fc.tuple(fc.constant(sent), asked(ANCHOR, sent))),
				([sent, { from, to, now }]) => {
					const question = { city: CITY, from, to, now };
					const early = currentFacts(upTo(now, sent));
					expect(measure(early, question)).toEqual(measure(currentFacts(sent), question));
				}
			),
			SEED
		);
	});
});

describe('two hundred histories', () => {
	const histories = fc.sample(history({ anchor: ANCHOR }), { ...SEED, numRuns: 200 });
	const all = histories.map((sent) => currentFacts(sent));
	const calls = all.flatMap((facts) => facts.calls);
	const waits = calls.map(
		({ queued_at, answered_at }) => (answered_at ?? NaN) - (queued_at ?? NaN)
	);
	const times = calls.map(({ queued_at }) => queued_at ?? NaN);
	const isAgain = (first: Call, second: Call) =>
		first.city === second.city &&
		first.caller !== null &&
		first.caller === second.caller &&
		first.answered_at !== null &&
		second.queued_at === first.answered_at + 7 * DAY;
	const duplicates = (sent: SentEvent[]) => sent.length - new Set(sent.map(identityOf)).size;

	it.each<[string, number]>([
		['a wait of exactly 15 s', waits.filter((wait) => wait === 15_000).length],
		['a wait of 15.001 s', waits.filter((wait) => wait === 15_001).length],
		['a queue at exactly now', times.filter((at) => at === ANCHOR).length],
		[
			'somebody who waits for exactly an hour',
			calls.filter((call) => call.queued_at === ANCHOR - HOUR && call.answered_at === null).length
		],
		['a queue at midnight', times.filter((at) => stepStart(at, DAY) === at).length],
		['a queue at nine', times.filter((at) => at - stepStart(at, DAY) === 9 * HOUR).length],
		[
			'a repeat after exactly 7 d',
			all.filter((facts) =>
				facts.calls.some((first) => facts.calls.some((second) => isAgain(first, second)))
			).length
		],
		['an event of an id already used', histories.filter((sent) => duplicates(sent) > 0).length],
		[
			'a withdrawn fact',
			histories.filter((sent) => standingEvents(sent).length < new Set(sent.map(identityOf)).size)
				.length
		],
		[
			'a conflict',
			histories.filter((sent) => {
				const revised = sent.map((event) => identityOf(event) + String(event.revision));
				const contents = sent.map((event) => identityOf(event) + canonicalContent(event));
				return new Set(revised).size < new Set(contents).size;
			}).length
		],
		[
			'a first answer to a ticket exactly when due',
			all.filter(({ ticketEvents }) =>
				ticketEvents.some((created) =>
					ticketEvents.some(
						(done) =>
							done.ticket_id === created.ticket_id &&
							done.event === 'responded' &&
							done.at === created.respond_due_at
					)
				)
			).length
		],
		[
			'a ticket created twice at once',
			all.filter(({ ticketEvents }) => {
				const created = ticketEvents.filter(({ event }) => event === 'created');
				return created.some((one) =>
					created.some(
						(other) =>
							other.id !== one.id &&
							other.ticket_id === one.ticket_id &&
							other.city === one.city &&
							other.at === one.at
					)
				);
			}).length
		]
	])('have %s at least ten times (%d)', (_, count) => {
		expect(count).toBeGreaterThanOrEqual(10);
	});
});
