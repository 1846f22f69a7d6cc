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
	const received = async () =>
		(await latest(`AND received_at >= ${int(now - HOUR_MS)}`)) || (await latest(''));
	// A heartbeat names no city: it counts for those that its source has sent facts of.
	const beaten = store.read<{ at: number }>(
		`SELECT max(received_at) AS at FROM heartbeats WHERE source IN (SELECT DISTINCT toString(source) FROM raw_events WHERE city = ${cityCode(city)})`
	);
	const [events, [beat]] = await Promise.all([received(), beaten]);
	return {
		last_received_at: events > 0 ? formatInstant(events) : null,
		last_heartbeat_at: beat && beat.at > 0 ? formatInstant(beat.at) : null
	};
}
