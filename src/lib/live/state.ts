/** What a client knows of a city, and how a message moves it. Pure: no socket, no clock. */
import type {
	ChangedSections,
	ChangedWindow,
	LiveChange,
	LiveSnapshot,
	RollingId
} from '../contract/live.ts';

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
 * Applies the change that follows directly on what is known: what it brings replaces its like.
 * Any other change means that a message was missed or the server is another one: `need-whole`.
 */
export function applyChange(before: LiveState, change: LiveChange): LiveState | 'need-whole' {
	const { city, as_of, instance, seq, sections } = change;
	if (city !== before.snapshot.city) return before;
	if (instance !== before.snapshot.instance || seq !== before.snapshot.seq + 1) return 'need-whole';
	const snapshot: LiveSnapshot = {
		...before.snapshot,
		...sections,
		rolling: mergedWindows(before.snapshot.rolling, sections.rolling ?? {}),
		slots: mergedSlots(before.snapshot.slots, sections.slots ?? {}),
		as_of,
		seq
	};
	return {
		snapshot,
		waitingAsOf: sections.now ? as_of : before.waitingAsOf,
		unsettledSince: unsettledSince(before, snapshot)
	};
}

function mergedWindows(
	before: LiveSnapshot['rolling'],
	changed: NonNullable<ChangedSections['rolling']>
): LiveSnapshot['rolling'] {
	const merged = { ...before };
	for (const [id, window] of Object.entries(changed) as [RollingId, ChangedWindow][])
		merged[id] = { ...window, measures: { ...before[id].measures, ...window.measures } };
	return merged;
}

const mergedSlots = (
	before: LiveSnapshot['slots'],
	{ phone, online }: NonNullable<ChangedSections['slots']>
): LiveSnapshot['slots'] =>
	phone || online
		? { phone: { ...before.phone, ...phone }, online: { ...before.online, ...online } }
		: before;
