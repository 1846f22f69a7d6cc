/** What differs between two snapshots: whole sections, and of windows and slots the parts that moved. */
import type { ChangedSections, ChangedWindow, LiveSections, RollingId } from '#contract/live';

export function changedSections(before: LiveSections, after: LiveSections): ChangedSections {
	const { rolling, slots, ...sections } = after;
	const changed: ChangedSections = changedKeys<Omit<LiveSections, 'rolling' | 'slots'>>(
		before,
		sections
	);
	const windows = changedWindows(before.rolling, rolling);
	if (hasKeys(windows)) changed.rolling = windows;
	const [phone, online] = [
		changedKeys(before.slots.phone, slots.phone),
		changedKeys(before.slots.online, slots.online)
	];
	if (hasKeys(phone) || hasKeys(online))
		changed.slots = { ...(hasKeys(phone) && { phone }), ...(hasKeys(online) && { online }) };
	return changed;
}

const hasKeys = (object: object) => Object.keys(object).length > 0;

function changedWindows(
	before: LiveSections['rolling'],
	after: LiveSections['rolling']
): Partial<Record<RollingId, ChangedWindow>> {
	const windows = changedKeys(before, after);
	return Object.fromEntries(
		Object.entries(windows).map(([id, window]) => [
			id,
			{ ...window, measures: changedKeys(before[id as RollingId].measures, window.measures) }
		])
	);
}

/** Snapshots are plain JSON built in one order of keys, so their texts tell. */
function changedKeys<T extends object>(before: T, after: T): Partial<T> {
	const keys = (Object.keys(after) as (keyof T)[]).filter(
		(key) => JSON.stringify(before[key]) !== JSON.stringify(after[key])
	);
	return Object.fromEntries(keys.map((key) => [key, after[key]])) as Partial<T>;
}
