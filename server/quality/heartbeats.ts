/** When each source last said that it lives, and whether it sends events for any city at all. */
import type { Store } from '../store/store.ts';
import { receivedIn, type LogWindow } from './log-window.ts';

export interface Heartbeat extends Record<string, unknown> {
	source: string;
	at: number;
	/** It sent events in the window, for whatever city. */
	sends: 0 | 1;
}

export function heartbeats(store: Store, window: LogWindow): Promise<Heartbeat[]> {
	return store.read(`
SELECT
	source,
	max(received_at) AS at,
	source IN (SELECT source FROM raw_events WHERE ${receivedIn(window)}) AS sends
FROM heartbeats
GROUP BY source`);
}
