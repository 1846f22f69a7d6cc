/** What a client knows of a city, and how a message moves it. Pure: no socket, no clock. */
import type { LiveChange, LiveSnapshot } from '../contract/live.ts';

export interface LiveState {
	snapshot: LiveSnapshot;
	/** `as_of` of the message that brought the present `now` section: waits tick on from here. */
	waitingAsOf: string;
	/** `as_of` since when accepted events have been missing from the figures; null when none are. */
	unsettledSince: string | null;
}

function unsettledSince(before: LiveState | null, snapshot: LiveSnapshot): string | null {
	return snapshot.feed.settled ? null : (before?.unsettledSince ?? snapshot.as_of);
}

/** Takes a whole snapshot in place of whatever was known. */
export function takeWhole(before: LiveState | null, snapshot: LiveSnapshot): LiveState {
	return {
		snapshot,
		waitingAsOf: snapshot.as_of,
		unsettledSince: unsettledSince(before, snapshot)
	};
}

/**
 * Applies the change that follows directly on what is known: its sections, and of the rolling
 * windows those it brings, replace theirs whole.
 * Any other change means that a message was missed or the server is another one: `need-whole`.
 */
export function applyChange(before: LiveState, change: LiveChange): LiveState | 'need-whole' {
	const { city, as_of, instance, seq, sections } = change;
	if (city !== before.snapshot.city) return before;
	if (instance !== before.snapshot.instance || seq !== before.snapshot.seq + 1) return 'need-whole';
	const rolling = { ...before.snapshot.rolling, ...sections.rolling };
	const snapshot = { ...before.snapshot, ...sections, rolling, as_of, seq };
	return {
		snapshot,
		waitingAsOf: sections.now ? as_of : before.waitingAsOf,
		unsettledSince: unsettledSince(before, snapshot)
	};
}
