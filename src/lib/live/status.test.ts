import { describe, expect, it } from 'vitest';
import { heartbeatIsNewer, liveStatus, type Signals } from './status.ts';

const NOW = Date.UTC(2026, 10, 23, 11, 42);
const before = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();
const feed = (received: string | null, heartbeat: string | null = null) => ({
	last_received_at: received,
	last_heartbeat_at: heartbeat,
	settled: true
});
const good: Signals = {
	refused: false,
	connected: true,
	online: true,
	sinceMessage: 1000,
	feed: feed(before(2)),
	serverNow: NOW
};

describe('the state of the data is', () => {
	it.each<[string, Partial<Signals>, string]>([
		['live while messages come and the source speaks', {}, 'live'],
		['connecting before the first snapshot', { feed: null, sinceMessage: null }, 'connecting'],
		[
			'connecting also while the line is down from the start',
			{ feed: null, connected: false },
			'connecting'
		],
		['live at exactly 15 s without a message', { sinceMessage: 15_000 }, 'live'],
		['stale after more than 15 s without a message', { sinceMessage: 15_001 }, 'stale'],
		['disconnected when the socket is down, however fresh', { connected: false }, 'disconnected'],
		['disconnected rather than stale', { connected: false, sinceMessage: 60_000 }, 'disconnected'],
		[
			'disconnected, not stale, without a network',
			{ online: false, sinceMessage: 15_001 },
			'disconnected'
		],
		['live at exactly 5 min without an event', { feed: feed(before(300)) }, 'live'],
		['quiet after more than 5 min without an event', { feed: feed(before(301)) }, 'quiet'],
		['stale rather than quiet', { feed: feed(before(301)), sinceMessage: 20_000 }, 'stale'],
		['empty for a city that never received an event', { feed: feed(null) }, 'empty'],
		['refused whatever else holds', { refused: true, connected: false }, 'refused']
	])('%s', (_sentence, signals, status) => {
		expect(liveStatus({ ...good, ...signals })).toBe(status);
	});
});

describe('a silent source', () => {
	it.each([
		['is alive when its heartbeat is newer than its last event', before(600), before(3), true],
		['is not known to be alive when its heartbeat is older', before(600), before(700), false],
		['is not known to be alive without a heartbeat', before(600), null, false],
		['is alive when it has only ever sent heartbeats', null, before(3), true]
	])('%s', (_sentence, received, heartbeat, alive) => {
		expect(heartbeatIsNewer(feed(received, heartbeat))).toBe(alive);
	});
});
