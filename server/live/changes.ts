/** What differs between two snapshots: whole sections, and of the rolling windows those that moved. */
import type { ChangedSections, LiveSections } from '#contract/live';

export function changedSections(before: LiveSections, after: LiveSections): ChangedSections {
	const { rolling, ...sections } = after;
	const changed: ChangedSections = changedKeys<Omit<LiveSections, 'rolling'>>(before, sections);
	const windows = changedKeys(before.rolling, rolling);
	if (Object.keys(windows).length > 0) changed.rolling = windows;
	return changed;
}

/** Snapshots are plain JSON built in one order of keys, so their texts tell. */
function changedKeys<T extends object>(before: T, after: T): Partial<T> {
	const keys = (Object.keys(after) as (keyof T)[]).filter(
		(key) => JSON.stringify(before[key]) !== JSON.stringify(after[key])
	);
	return Object.fromEntries(keys.map((key) => [key, after[key]])) as Partial<T>;
}
