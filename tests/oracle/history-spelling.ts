/** The same event as different senders would write it. */
import fc from 'fast-check';
import { HOUR, MINUTE } from './clock.ts';
import { isPresent, type SentEvent, SHAPES, toMillis, typeOf } from './event.ts';

const local = (at: number, offset: number, suffix: string): string =>
	new Date(at + offset).toISOString().replace('Z', suffix);

/** Every one of these is the same instant. */
const TIMES: readonly ((at: number) => unknown)[] = [
	(at) => at,
	(at) => at + 0.75,
	(at) => local(at, 0, 'Z'),
	(at) => local(at, 8 * HOUR, '+08:00'),
	(at) => local(at, 8 * HOUR, '9994+08:00'),
	(at) => local(at, -(3 * HOUR + 30 * MINUTE), '-03:30')
];

export interface Style {
	time: number;
	hasNulls: boolean;
	hasUnknownKeys: boolean;
	isReversed: boolean;
}

export const style: fc.Arbitrary<Style> = fc.record({
	time: fc.nat(TIMES.length - 1),
	hasNulls: fc.boolean(),
	hasUnknownKeys: fc.boolean(),
	isReversed: fc.boolean()
});

const UNKNOWN: readonly (readonly [string, unknown])[] = [
	['vendor_note', { nested: [1, null, 'x'] }],
	['Score', 'not a score'],
	['created_at', -1]
];

/** The event again with the same content, in another spelling. Void is never written as false. */
export function spell(event: SentEvent, { time, hasNulls, hasUnknownKeys, isReversed }: Style) {
	const { times, others, personal } = SHAPES[typeOf(event)];
	const write = TIMES[time] ?? ((at: number) => at);
	const present = Object.entries(event)
		.filter(([, value]) => isPresent(value))
		.map(([key, value]) => [key, times.includes(key) ? write(toMillis(value)) : value] as const);
	const absent = [...times, ...others, ...personal, 'revision', 'void']
		.filter((key) => hasNulls && !isPresent(event[key]))
		.map((key) => [key, null] as const);
	const pairs = [...present, ...absent, ...(hasUnknownKeys ? UNKNOWN : [])];
	const spelled: SentEvent = Object.fromEntries(isReversed ? pairs.reverse() : pairs);
	return spelled;
}
