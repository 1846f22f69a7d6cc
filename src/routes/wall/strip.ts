/** What the strip at the foot of the wall says: calm, or what is wrong with the data and since when. */
import type { LiveState } from '$lib/live/state.ts';
import { heartbeatIsNewer, type LiveStatus } from '$lib/live/status.ts';
import { age, clockTime } from '$lib/format.ts';
import type { Language } from '$lib/ui/language.ts';

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
}

export function stripOf(input: StripInput, { text, lang }: Language): Strip {
	const { status, state, serverNow, downSince } = input;
	const since = (instant: number) => age((serverNow - instant) / 1000, lang);
	const connecting: Strip = {
		tone: 'calm',
		title: '',
		detail: text.connectingDetail
	};
	if (state === null) return connecting;
	const shown = Date.parse(state.snapshot.as_of);
	const { feed } = state.snapshot;
	const received = feed.last_received_at === null ? null : Date.parse(feed.last_received_at);
	switch (status) {
		case 'disconnected':
			return {
				tone: 'bad',
				title: text.disconnected,
				detail: text.disconnectedDetail(
					clockTime(downSince ?? shown),
					since(downSince ?? shown),
					clockTime(shown)
				)
			};
		case 'stale':
			return {
				tone: 'warn',
				title: text.stale,
				detail: text.staleDetail(since(shown), clockTime(shown))
			};
		case 'quiet': {
			if (received === null) return connecting;
			const heartbeat = heartbeatIsNewer(feed) ? feed.last_heartbeat_at : null;
			return heartbeat === null
				? {
						tone: 'warn',
						title: text.quietSilent,
						detail: text.quietSilentDetail(since(received), clockTime(received))
					}
				: {
						tone: 'warn',
						title: text.quietAlive,
						detail: text.quietAliveDetail(since(received), clockTime(Date.parse(heartbeat)))
					};
		}
		default:
			return { tone: 'calm', title: '', detail: text.calm };
	}
}
