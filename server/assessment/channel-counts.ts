/**
 * Non-phone channels that were used in the window: for creating tickets or for sessions, by citizens
 * themselves, and for looking at progress. `facts` is what each count rests on: with none it is
 * unknown, not zero.
 */
import { inWindows, type Question } from '../measures/question.ts';
import { touchesOf } from '../rollup/rollup.ts';
import { cityCode, int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';

export interface ChannelCount {
	channels: number;
	facts: number;
}

export interface ChannelCounts {
	channels: ChannelCount;
	self_service_channels: ChannelCount;
	progress_channels: ChannelCount;
}

const NON_PHONE = `channel NOT IN ('', 'phone')`;

/** Counts and channels of the question's facts, as the measures found them. */
export interface UsedChannels {
	channels: readonly string[];
	facts: number;
	selfServiceChannels: readonly string[];
	selfServiceFacts: number;
}

export async function channelCounts(
	store: Store,
	question: Question,
	used: UsedChannels
): Promise<ChannelCounts> {
	return {
		channels: { channels: new Set(used.channels).size, facts: used.facts },
		self_service_channels: {
			channels: new Set(used.selfServiceChannels).size,
			facts: used.selfServiceFacts
		},
		progress_channels: await progressChannels(store, question)
	};
}

/** Most cities send no views: then there is nothing to join. */
async function progressChannels(store: Store, question: Question): Promise<ChannelCount> {
	return (await hasViews(store, question.city))
		? one(store, progressSql(question))
		: { channels: 0, facts: 0 };
}

interface Looked {
	/** Of tickets, when it was looked. */
	touches: number;
	hasViews: boolean;
}
const looked = new WeakMap<Store, Map<string, Looked>>();

/** Whether anybody of the city ever looked at progress; asked again when tickets were written. */
async function hasViews(store: Store, city: string): Promise<boolean> {
	const touches = touchesOf(store, city, 'created');
	const known = looked.get(store)?.get(city);
	// A view stays where it was, even when it is withdrawn: whoever has some keeps them.
	if (known && touches !== null && (known.hasViews || known.touches === touches))
		return known.hasViews;
	const [any] = await store.read<{ views: number }>(
		`SELECT count() AS views FROM progress_views WHERE city = ${cityCode(city)}`
	);
	const hasViews = (any?.views ?? 0) > 0;
	if (touches !== null) {
		const ofStore = looked.get(store) ?? new Map<string, Looked>();
		looked.set(store, ofStore.set(city, { touches, hasViews }));
	}
	return hasViews;
}

/** Where views ever were leads to the few events and tickets to look up. */
function progressSql(question: Question): string {
	const city = `city = ${cityCode(question.city)}`;
	const candidates = `FROM progress_views WHERE ${inWindows(question, 'at')}`;
	return `
SELECT uniqExactIf(channel, ${NON_PHONE}) AS channels, count() AS facts
FROM
(
	SELECT DISTINCT ticket_id
	FROM ticket_events FINAL
	WHERE ${city} AND (ticket_id, event_id) IN (SELECT ticket_id, event_id ${candidates})
		AND ${inWindows(question, 'at')} AND event = 'progress_viewed' AND deleted = 0
) AS viewed
INNER JOIN
(
	SELECT ticket_id, channel
	FROM tickets FINAL
	WHERE ${city} AND ticket_id IN (SELECT ticket_id ${candidates}) AND created_at <= ${int(question.now)}
) AS created USING ticket_id`;
}

async function one(store: Store, sql: string): Promise<ChannelCount> {
	const [row] = await store.read<ChannelCount & Record<string, unknown>>(sql);
	return { channels: row?.channels ?? 0, facts: row?.facts ?? 0 };
}
