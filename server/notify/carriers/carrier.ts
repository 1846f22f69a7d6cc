/** What every way out has in common: limits, parts of a message, and one part sent. */
import type { Channel, Failure, FailureReason, Secrets } from '#contract/channels';
import type { RateLimit } from '../bucket.ts';
import type { Message } from '../message.ts';
import { splitByBytes } from '../split.ts';

/** What became of one part. */
export interface Reply {
	failure: Failure | null;
	/** A person has to mend something first: trying again soon is in vain. */
	needsMending: boolean;
	/** The other side says when to come again. */
	retryAfterMs: number | null;
	/** This clock less the other side's; null where it does not say. */
	clockAheadMs: number | null;
}

export interface SendContext {
	/** Names the delivery: the same on every attempt, so that a receiver can drop a repeat. */
	delivery: string;
	clock: () => number;
	fetch: typeof fetch;
}

export type Part = Record<string, unknown>;

export interface Carrier<C extends Channel = Channel> {
	limits: readonly RateLimit[];
	/** The message in as many parts as the other side's size limit asks for. Pure. */
	parts(message: Message, channel: C, link: string | null): Part[];
	send(part: Part, channel: C, secrets: Secrets, context: SendContext): Promise<Reply>;
}

export const SENT: Omit<Reply, 'clockAheadMs'> = {
	failure: null,
	needsMending: false,
	retryAfterMs: null
};

/** What a person has to mend; everything else may pass by itself. */
const MENDING: ReadonlySet<FailureReason> = new Set<FailureReason>([
	'certificate',
	'wrong_address',
	'wrong_secret',
	'clock_skew',
	'keyword',
	'ip_forbidden',
	'too_large',
	'redirected',
	'refused',
	'login_refused',
	'recipient_refused',
	'secrets_unreadable'
]);

export function failed(
	reason: FailureReason,
	code: string,
	more: { retryAfterMs?: number | null; clockAheadMs?: number | null } = {}
): Reply {
	return {
		failure: { reason, code },
		needsMending: MENDING.has(reason),
		retryAfterMs: more.retryAfterMs ?? null,
		clockAheadMs: more.clockAheadMs ?? null
	};
}

const SHORTEST_PART = 64;

/** Cuts a text so that every body built from a part fits, and numbers the parts in `build`. */
export function partsThatFit(
	text: string,
	maxBytes: number,
	size: (part: Part) => number,
	build: (text: string, counter: string) => Part
): Part[] {
	for (let limit = maxBytes; limit >= SHORTEST_PART; limit = Math.floor(limit * 0.9)) {
		const texts = splitByBytes(text, limit);
		const parts = texts.map((one, index) =>
			build(one, texts.length > 1 ? ` (${index + 1}/${texts.length})` : '')
		);
		if (parts.every((part) => size(part) <= maxBytes)) return parts;
	}
	throw new RangeError('a message without its text is larger than the other side takes');
}

export const jsonBytes = (part: Part) => Buffer.byteLength(JSON.stringify(part));
