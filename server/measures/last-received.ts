/** When the city last sent anything, by the server's clock. */
import { formatInstant, HOUR_MS } from '#contract/instant';
import type { Feed } from '#contract/live';
import { cityCode, int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';

export async function lastReceived(
	store: Store,
	city: string,
	now: number
): Promise<Pick<Feed, 'last_received_at' | 'last_heartbeat_at'>> {
	const latest = async (condition: string) => {
		const [row] = await store.read<{ at: number }>(
			`SELECT max(received_at) AS at FROM raw_events WHERE city = ${cityCode(city)} ${condition}`
		);
		return row?.at ?? 0;
	};
	// The last hour is a few granules; the whole log only where that is empty.
	const events = (await latest(`AND received_at >= ${int(now - HOUR_MS)}`)) || (await latest(''));
	const [beat] = await store.read<{ at: number }>('SELECT max(received_at) AS at FROM heartbeats');
	return {
		last_received_at: events > 0 ? formatInstant(events) : null,
		last_heartbeat_at: beat && beat.at > 0 ? formatInstant(beat.at) : null
	};
}
