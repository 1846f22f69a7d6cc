/**
 * One call from its lines, in whatever order and however often they stand there. A call is one
 * citizen's, through all its queues, agents and transfers: its callid names it.
 */
import type { QueueEntry } from './entry.ts';
import { MEANINGS } from './events.ts';

export interface CallStory {
	call_id: string;
	/** The number of different lines: a fuller story replaces a lesser one. */
	revision: number;
	arrived_at: number;
	queued_at?: number;
	answered_at?: number;
	ended_at?: number;
	caller?: string;
	line?: string;
	queue?: string;
	agent_id?: string;
}

interface Moment {
	at: number;
	entry: QueueEntry;
}

/** Null where no line says anything of a call. */
export function tellCall(callId: string, entries: readonly QueueEntry[]): CallStory | null {
	const lines = [...new Map(entries.map((entry) => [entry.text, entry])).values()];
	const known = lines.filter(({ event }) => Object.hasOwn(MEANINGS, event));
	if (known.length === 0) return null;
	const kind = (...kinds: string[]) =>
		known.filter(({ event }) => kinds.includes(MEANINGS[event]?.kind ?? ''));

	const enters = kind('enter', 'refuse');
	const queued = earliest(enters.map(plainly)) ?? earliest(known.flatMap(waitBegan));
	const answers = kind('answer');
	const answered = earliest(answers.map(plainly)) ?? earliest(known.flatMap(talkBegan));
	const ringing = earliest(kind('ring').map(plainly));
	const queuedAt = queued?.at ?? ringing?.at ?? answered?.at;
	const arrivedAt = Math.min(...known.map(({ time }) => time), queuedAt ?? Infinity);
	const answeredAt = answered && Math.max(answered.at, queuedAt ?? -Infinity);
	const endedAt = endOf(known, answeredAt ?? queuedAt ?? arrivedAt);
	const did = kind('arrive')[0]?.data[0];
	const caller = enters.map(({ data }) => data[1] ?? '').find((text) => text !== '');
	const queue = (queued ?? ringing ?? answered)?.entry.queue;
	const agent = answered?.entry.agent;
	return {
		call_id: callId,
		revision: lines.length,
		arrived_at: arrivedAt,
		...(queuedAt === undefined ? {} : { queued_at: queuedAt }),
		...(answeredAt === undefined ? {} : { answered_at: answeredAt }),
		...(endedAt === undefined ? {} : { ended_at: endedAt }),
		...(caller === undefined ? {} : { caller }),
		...(isName(did) ? { line: did } : {}),
		...(isName(queue) ? { queue } : {}),
		...(isName(agent) ? { agent_id: agent } : {})
	};
}

function isName(text: string | undefined): text is string {
	return text !== undefined && text !== '' && text !== 'NONE';
}

/** The earliest; of equal ones that whose line is the smaller, so that the order never matters. */
function earliest(moments: readonly Moment[]): Moment | undefined {
	return moments.reduce<Moment | undefined>((best, moment) => {
		if (!best || moment.at < best.at) return moment;
		return moment.at === best.at && moment.entry.text < best.entry.text ? moment : best;
	}, undefined);
}

function plainly(entry: QueueEntry): Moment {
	return { at: entry.time, entry };
}

/** When the wait began, by an event that says how long it was: for logs that begin in the middle. */
function waitBegan(entry: QueueEntry): Moment[] {
	const { wait, talk } = MEANINGS[entry.event] ?? {};
	const seconds = secondsAt(entry, wait);
	if (seconds === null) return [];
	return [{ at: entry.time - (seconds + (secondsAt(entry, talk) ?? 0)) * 1_000, entry }];
}

function talkBegan(entry: QueueEntry): Moment[] {
	const seconds = secondsAt(entry, MEANINGS[entry.event]?.talk);
	return seconds === null ? [] : [{ at: entry.time - seconds * 1_000, entry }];
}

function secondsAt({ data }: QueueEntry, index: number | undefined): number | null {
	const text = index === undefined ? '' : (data[index] ?? '');
	return /^\d{1,6}$/.test(text) ? Number(text) : null;
}

/**
 * The last end, unless the call has gone on since: it has where it entered a queue, not before that
 * end, which it has not left.
 */
function endOf(known: readonly QueueEntry[], notBefore: number): number | undefined {
	const ends = known.filter(({ event }) =>
		['end', 'leave', 'refuse', 'turnAway'].includes(MEANINGS[event]?.kind ?? '')
	);
	if (ends.length === 0) return undefined;
	const last = Math.max(...ends.map(({ time }) => time));
	const goesOn = known.some(({ event, queue, time }) => {
		const kind = MEANINGS[event]?.kind;
		if (kind === 'answer') return time > last;
		if (kind !== 'enter' || time < last) return false;
		return !ends.some((end) => end.queue === queue && end.time >= time);
	});
	return goesOn ? undefined : Math.max(last, notBefore);
}
