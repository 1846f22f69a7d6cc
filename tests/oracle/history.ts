/** Random histories: everything two cities might send, all of it valid, much of it colliding. */
import fc from 'fast-check';
import { canonicalContent, identityOf, type SentEvent, SHAPES, typeOf } from './event.ts';
import * as events from './history-events.ts';
import { revision } from './history-ids.ts';
import { spell, style } from './history-spelling.ts';
import * as stories from './history-stories.ts';

export const CITIES = ['420100', '110000'] as const;

export interface HistoryOptions {
	/** No stage or event is later; never the clock, so that a failure can be replayed. */
	anchor: number;
	cities?: readonly string[];
	/** How many groups of one to six events at most. */
	maxGroups?: number;
}

type Withdrawal = 'none' | 'revised' | 'final' | 'with content';

const withdrawal: fc.Arbitrary<Withdrawal> = fc.oneof(
	{ weight: 90, arbitrary: fc.constant<Withdrawal>('none') },
	{ weight: 6, arbitrary: fc.constant<Withdrawal>('revised') },
	{ weight: 2, arbitrary: fc.constant<Withdrawal>('with content') },
	{ weight: 2, arbitrary: fc.constant<Withdrawal>('final') }
);

/** The void of this event's identity, in one of the forms the page allows. */
function withdrawn(event: SentEvent, how: Withdrawal, atRevision: number): SentEvent {
	const { id } = SHAPES[typeOf(event)];
	const bare = { type: event.type, city: event.city, [id]: event[id], void: true };
	if (how === 'none') return event;
	if (how === 'final') return bare;
	if (how === 'revised') return { ...bare, revision: atRevision };
	return { ...event, revision: atRevision, void: true };
}

const one = (arbitrary: fc.Arbitrary<SentEvent>): fc.Arbitrary<SentEvent[]> =>
	arbitrary.map((event) => [event]);

const group = (anchor: number): fc.Arbitrary<SentEvent[]> =>
	fc.oneof(
		{ weight: 8, arbitrary: one(events.call(anchor)) },
		{ weight: 3, arbitrary: one(events.session(anchor)) },
		{ weight: 4, arbitrary: one(events.ticketEvent(anchor)) },
		{ weight: 2, arbitrary: one(events.rating(anchor)) },
		{ weight: 1, arbitrary: one(events.reading(anchor)) },
		{ weight: 2, arbitrary: stories.repeatCalls(anchor) },
		{ weight: 2, arbitrary: stories.ticketStory(anchor) },
		{ weight: 1, arbitrary: stories.twiceCreated(anchor) },
		{ weight: 2, arbitrary: stories.openCall(anchor) }
	);

/** The same content with another caller has no specified winner: the first caller is given to all. */
function settlePersons(sent: readonly SentEvent[]): SentEvent[] {
	const first = new Map<string, SentEvent>();
	return sent.map((event) => {
		const key = identityOf(event) + canonicalContent(event);
		const model = first.get(key) ?? event;
		first.set(key, model);
		const persons = SHAPES[typeOf(event)].personal.map((name) => [name, model[name]] as const);
		return { ...event, ...Object.fromEntries(persons) };
	});
}

/** All that was sent, in an arbitrary order; what is due to arrive twice is left to `deliveries`. */
export const history = ({
	anchor,
	cities = CITIES,
	maxGroups = 60
}: HistoryOptions): fc.Arbitrary<SentEvent[]> =>
	fc
		.array(
			fc.tuple(fc.constantFrom(...cities), group(anchor), withdrawal, fc.tuple(revision, style)),
			{ maxLength: maxGroups, size: 'max' }
		)
		.map((groups) => {
			const plain = groups.flatMap(([city, members, how, [atRevision]]) =>
				members.map((event) => withdrawn({ ...event, city }, how, atRevision))
			);
			const styles = groups.flatMap(([, members, , [, written]]) => members.map(() => written));
			return settlePersons(plain).map((event, i) => {
				const written = styles[i];
				return written === undefined ? event : spell(event, written);
			});
		});

/** The same history as it might arrive: shuffled, some of it again and spelled anew, cut into batches. */
export const deliveries = (sent: readonly SentEvent[]): fc.Arbitrary<SentEvent[][]> => {
	const again =
		sent.length === 0
			? fc.constant([])
			: fc.array(
					fc
						.tuple(fc.constantFrom(...sent), style)
						.map(([event, written]) => spell(event, written)),
					{ maxLength: sent.length }
				);
	return again
		.chain((repeats) => {
			const all = [...sent, ...repeats];
			return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
		})
		.chain((order) =>
			fc
				.array(fc.nat(order.length), { maxLength: 8 })
				.map((cuts) => [0, ...cuts.sort((a, b) => a - b), order.length])
				.map((cuts) =>
					cuts
						.slice(1)
						.map((end, i) => order.slice(cuts[i], end))
						.filter((batch) => batch.length > 0)
				)
		);
};
