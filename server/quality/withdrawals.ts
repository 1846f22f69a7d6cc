/** Identities that were withdrawn. */
import type { Store } from '../store/store.ts';
import { BY_SOURCE_AND_ALL, standing, type LogWindow, type SentBy } from './log-window.ts';

export interface WithdrawalsCell extends SentBy {
	withdrawals: number;
}

/** By source and, with empty names, in total. */
export function withdrawals(store: Store, window: LogWindow): Promise<WithdrawalsCell[]> {
	return store.read(`
SELECT source, run, uniqExact((type, id)) AS withdrawals
FROM raw_events
WHERE ${standing(window)} AND void = 1
${BY_SOURCE_AND_ALL}`);
}
