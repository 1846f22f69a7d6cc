/** What the log of everything received says about its quality, by looking at every pair. */
import { DAY, HOUR } from './clock.ts';
import {
	canonicalContent,
	identityOf,
	isPresent,
	type SentEvent,
	toMillis,
	typeOf
} from './event.ts';

/** One accepted event: who sent it, when it came, in which place. */
export interface Delivery {
	event: SentEvent;
	/** The token, and the import run or empty. */
	source: string;
	run: string;
	/** Epoch milliseconds of the server's clock. */
	at: number;
}

export interface Counted {
	events: number;
	by_type: Record<string, number>;
	repeats: number;
	conflicts: number;
	withdrawals: number;
	late: { n: number; over_1h: number; over_1d: number; over_7d: number };
	skew: { n: number; ahead: number; max_seconds: number | null };
	first: number;
	last: number;
	lastEvent: number | null;
}

const STAGES = [
	'arrived_at',
	'queued_at',
	'answered_at',
	'ended_at',
	'requested_at',
	'responded_at',
	'at',
	'rated_at'
];

/** The latest stage or event time that an event names. */
export function happenedAt(event: SentEvent): number | null {
	const times = STAGES.filter((key) => isPresent(event[key])).map((key) => toMillis(event[key]));
	return times.length === 0 ? null : Math.max(...times);
}

const revisionOf = (event: SentEvent): number =>
	typeof event.revision === 'number' ? event.revision : event.void === true ? Infinity : 1;

const sameRevision = (a: SentEvent, b: SentEvent) =>
	identityOf(a) === identityOf(b) && revisionOf(a) === revisionOf(b);

const sameContent = (a: SentEvent, b: SentEvent) => canonicalContent(a) === canonicalContent(b);

/** Counts of the deliveries that `mine` picks, among all that stand; in the order of their arrival. */
export function count(all: readonly Delivery[], mine: (delivery: Delivery) => boolean): Counted {
	const own = all.filter(mine);
	const repeats = all.filter(
		({ event }, i) =>
			mine(all[i]!) &&
			all.slice(0, i).some((b) => sameRevision(event, b.event) && sameContent(event, b.event))
	);
	const conflicting = own.filter(({ event }) =>
		all.some((b) => sameRevision(event, b.event) && !sameContent(event, b.event))
	);
	const lags = own
		.map(({ event, at }) => ({ at, happened: happenedAt(event) }))
		.filter((lag): lag is { at: number; happened: number } => lag.happened !== null);
	const over = (ms: number) => lags.filter(({ at, happened }) => at - happened > ms).length;
	const ahead = lags.filter(({ at, happened }) => happened > at);
	const distinct = (deliveries: Delivery[]) =>
		new Set(deliveries.map(({ event }) => identityOf(event))).size;
	const byType: Record<string, number> = {};
	for (const { event } of own) byType[typeOf(event)] = (byType[typeOf(event)] ?? 0) + 1;
	return {
		events: own.length,
		by_type: byType,
		repeats: repeats.length,
		conflicts: distinct(conflicting),
		withdrawals: distinct(own.filter(({ event }) => event.void === true)),
		late: { n: lags.length, over_1h: over(HOUR), over_1d: over(DAY), over_7d: over(7 * DAY) },
		skew: {
			n: lags.length,
			ahead: ahead.length,
			max_seconds:
				ahead.length === 0
					? null
					: Math.max(...ahead.map(({ at, happened }) => happened - at)) / 1000
		},
		first: Math.min(...own.map(({ at }) => at)),
		last: Math.max(...own.map(({ at }) => at)),
		lastEvent: lags.length === 0 ? null : Math.max(...lags.map(({ happened }) => happened))
	};
}

/** Who may be named for each corrected identity: those that sent its highest revision. */
export function correctors(all: readonly Delivery[]): Delivery[][] {
	const byIdentity = new Map<string, Delivery[]>();
	for (const delivery of all.filter(({ event }) => event.void !== true)) {
		const key = identityOf(delivery.event);
		byIdentity.set(key, [...(byIdentity.get(key) ?? []), delivery]);
	}
	return [...byIdentity.values()].flatMap((deliveries) => {
		const revisions = deliveries.map(({ event }) => revisionOf(event));
		const highest = Math.max(...revisions);
		if (Math.min(...revisions) === highest) return [];
		return [deliveries.filter(({ event }) => revisionOf(event) === highest)];
	});
}
