/** What the data's state is called: a pure function of what arrived and when. */
import type { Feed } from '../contract/live.ts';

export type LiveStatus =
	'connecting' | 'live' | 'stale' | 'disconnected' | 'quiet' | 'empty' | 'refused';

/** The server sends at least every 5 s: three times that without a message is a stall. */
export const STALE_MS = 15_000;
/** A city's source that brought no event for this long is silent. */
export const QUIET_MS = 5 * 60_000;

export interface Signals {
	refused: boolean;
	connected: boolean;
	/** Whether this machine has a network at all, as far as its browser knows. */
	online: boolean;
	/** Milliseconds since the last message by this machine's clock; null before the first. */
	sinceMessage: number | null;
	/** Null before the first snapshot. */
	feed: Feed | null;
	/** The server's clock, epoch milliseconds. */
	serverNow: number;
}

/** Who is at fault while nothing comes: the server hung up, or nothing of the network is heard. */
export type DownCause = 'server' | 'network';

/** The state to show; the worst that holds, transport before source. */
export function liveStatus(signals: Signals): LiveStatus {
	const { refused, connected, online, sinceMessage, feed, serverNow } = signals;
	if (refused) return 'refused';
	if (feed === null || sinceMessage === null) return 'connecting';
	if (!connected) return 'disconnected';
	if (sinceMessage > STALE_MS) return online ? 'stale' : 'disconnected';
	if (feed.last_received_at === null) return 'empty';
	return serverNow - Date.parse(feed.last_received_at) > QUIET_MS ? 'quiet' : 'live';
}

/** Whether a source that is silent has been heard since its last event: alive, with nothing to say. */
export function heartbeatIsNewer(feed: Feed): boolean {
	return (
		feed.last_heartbeat_at !== null &&
		(feed.last_received_at === null ||
			Date.parse(feed.last_heartbeat_at) > Date.parse(feed.last_received_at))
	);
}
