/** Arbitrary windows, instants `now` and steps, many of them exactly where something happened. */
import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from './clock.ts';
import { isPresent, type SentEvent, SHAPES, toMillis, typeOf } from './event.ts';
import { moment, nudge, SPAN } from './history-times.ts';

export const STEPS = [15 * MINUTE, HOUR, DAY] as const;

/** A naive oracle computes every step from all facts; more steps only cost time. */
export const MAX_STEPS = 150;

export interface AskedWindow {
	from: number;
	to: number;
}

export interface Asked extends AskedWindow {
	now: number;
	/** The day on which months end; null for calendar months. */
	monthEnds: number | null;
	/** A step and the window to ask it over: the asked one, cut to MAX_STEPS. */
	step: number;
	stepWindow: AskedWindow;
}

/** Every instant that the history mentions. */
const instantsOf = (sent: readonly SentEvent[]): number[] =>
	sent.flatMap((event) =>
		SHAPES[typeOf(event)].times
			.filter((key) => isPresent(event[key]))
			.map((key) => toMillis(event[key]))
	);

/** An instant at, one millisecond beside, or exactly seven days or an hour from a mentioned one. */
const mentioned = (anchor: number, sent: readonly SentEvent[]): fc.Arbitrary<number> =>
	fc
		.tuple(
			fc.constantFrom(anchor, ...instantsOf(sent)),
			nudge,
			fc.constantFrom(0, 0, 0, 7 * DAY, -7 * DAY, HOUR, 20 * MINUTE, 15_000)
		)
		.map(([at, off, shift]) => at + off + shift);

const instant = (anchor: number, sent: readonly SentEvent[]): fc.Arbitrary<number> =>
	fc.oneof(mentioned(anchor, sent), moment(anchor));

/** A window [from, to), at least one millisecond long. */
export const askedWindow = (
	anchor: number,
	sent: readonly SentEvent[] = []
): fc.Arbitrary<AskedWindow> =>
	fc.oneof(
		{
			weight: 4,
			arbitrary: fc
				.tuple(instant(anchor, sent), instant(anchor, sent))
				.map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b, Math.min(a, b) + 1) }))
		},
		{
			weight: 1,
			arbitrary: instant(anchor, sent).map((from) => ({ from, to: from + 1 }))
		},
		{
			weight: 2,
			arbitrary: fc
				.constantFrom(15 * MINUTE, HOUR, 2 * DAY, 7 * DAY, 30 * DAY, 365 * DAY)
				.map((width) => ({ from: anchor - width, to: anchor }))
		},
		{ weight: 4, arbitrary: fc.constant({ from: anchor - SPAN - DAY, to: anchor + 1 }) }
	);

/** The `now` of a window: the anchor, an end of the window, inside it, or any instant up to the anchor. */
const askedNow = (
	anchor: number,
	{ from, to }: AskedWindow,
	sent: readonly SentEvent[]
): fc.Arbitrary<number> =>
	fc
		.oneof(
			{ weight: 3, arbitrary: fc.constant(anchor) },
			{ weight: 1, arbitrary: fc.constantFrom(from, to - 1, to) },
			{ weight: 2, arbitrary: fc.integer({ min: from, max: to - 1 }) },
			{ weight: 3, arbitrary: instant(anchor, sent) }
		)
		.map((now) => Math.min(now, anchor));

export const asked = (anchor: number, sent: readonly SentEvent[] = []): fc.Arbitrary<Asked> =>
	askedWindow(anchor, sent).chain((window) =>
		fc
			.record({
				now: askedNow(anchor, window, sent),
				step: fc.constantFrom(...STEPS),
				monthEnds: fc.option(fc.constantFrom(1, 20, 25, 28)),
				isFromEnd: fc.boolean()
			})
			.map(({ now, step, monthEnds, isFromEnd }) => {
				const width = Math.min(window.to - window.from, MAX_STEPS * step);
				const stepWindow = isFromEnd
					? { from: window.to - width, to: window.to }
					: { from: window.from, to: window.from + width };
				return { ...window, now, step, monthEnds, stepWindow };
			})
	);
