/** What the strip at the foot of the wall says: calm, or what is wrong with the data and since when. */
import type { LiveState } from '$lib/live/state.ts';
import { heartbeatIsNewer, type DownCause, type LiveStatus } from '$lib/live/status.ts';
import { age, clockTime } from '$lib/format.ts';
import type { Lang } from '$lib/ui/lang.ts';
import { m } from '$lib/words/m.ts';

export interface Strip {
	tone: 'calm' | 'warn' | 'bad';
	title: string;
	detail: string;
}

export interface StripInput {
	status: LiveStatus;
	state: LiveState | null;
	/** Epoch milliseconds by the server's clock. */
	serverNow: number;
	downSince: number | null;
	downCause: DownCause;
}

export function stripOf(input: StripInput, lang: Lang): Strip {
	const { status, state, serverNow, downSince, downCause } = input;
	const since = (instant: number) => age((serverNow - instant) / 1000, lang);
	const connecting: Strip = {
		tone: 'calm',
		title: '',
		detail: m.wall_connecting_detail()
	};
	if (state === null) return connecting;
	const shown = Date.parse(state.snapshot.as_of);
	const { feed } = state.snapshot;
	const received = feed.last_received_at === null ? null : Date.parse(feed.last_received_at);
	switch (status) {
		case 'disconnected':
			return {
				tone: 'bad',
				title: downCause === 'server' ? m.wall_disconnected() : m.wall_offline(),
				detail: m.wall_disconnected_detail({
					since: clockTime(downSince ?? shown),
					age: since(downSince ?? shown),
					clock: clockTime(shown)
				})
			};
		case 'stale':
			return {
				tone: 'warn',
				title: m.wall_stale(),
				detail: m.wall_stale_detail({ age: since(shown), clock: clockTime(shown) })
			};
		case 'quiet': {
			if (received === null) return connecting;
			const heartbeat = heartbeatIsNewer(feed) ? feed.last_heartbeat_at : null;
			return heartbeat === null
				? {
						tone: 'warn',
						title: m.wall_quiet_silent(),
						detail: m.wall_quiet_silent_detail({
							age: since(received),
							clock: clockTime(received)
						})
					}
				: {
						tone: 'warn',
						title: m.wall_quiet_alive(),
						detail: m.wall_quiet_alive_detail({
							age: since(received),
							heartbeat: clockTime(Date.parse(heartbeat))
						})
					};
		}
		default:
			return { tone: 'calm', title: '', detail: m.wall_calm() };
	}
}
