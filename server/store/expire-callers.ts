/**
 * Lets callers expire: who called is forgotten in the log, in the current facts and in the heads. What
 * was known from it, whether a call was repeated, stands in the rollup as it was.
 */
import { beijingMidnight, DAY_MS } from '#contract/instant';
import { IDENTITY } from './heads.ts';
import { int } from './literal.ts';
import { readState, writeState } from './state.ts';
import type { Store } from './store.ts';

/** Since when callers are kept; null where all are. */
export function callersKeptFrom(now: number, days: number): number | null {
	return days === 0 ? null : beijingMidnight(now) - days * DAY_MS;
}

/**
 * Forgets the callers of what happened before `from`; true where there was something to do.
 * `freeze` sees that repeats of those days are summed up and stand; where it cannot yet, nothing is done.
 */
export async function expireCallers(
	store: Store,
	from: number,
	freeze: () => Promise<boolean>
): Promise<boolean> {
	const done = Number((await readState(store, 'callers_expired')) ?? 0);
	if (done >= from || !(await freeze())) return false;
	// Before anything is forgotten: a restart must not sum these days up anew.
	await writeState(store, 'callers_kept_from', String(from), from);
	const old = `happened_at < ${int(from)} AND caller != ''`;
	for (const [table, change] of [
		// While the log still says whose they are.
		[
			'heads',
			`caller = 0 WHERE caller != 0 AND identity IN (SELECT ${IDENTITY} FROM raw_events WHERE ${old})`
		],
		['raw_events', `caller = '' WHERE ${old}`],
		['calls', `caller = '' WHERE placed_at < ${int(from)} AND caller != ''`],
		['sessions', `caller = '' WHERE requested_at < ${int(from)} AND caller != ''`]
	] as const)
		await store.roll(`ALTER TABLE ${table} UPDATE ${change} SETTINGS mutations_sync = 2`);
	await writeState(store, 'callers_expired', String(from), from);
	return true;
}
