/**
 * Non-phone channels that were used in the window: for creating tickets or for sessions, by citizens
 * themselves, and for looking at progress. `facts` is what each count rests on: with none it is
 * unknown, not zero.
 */
import { cityCode, int } from '../store/literal.ts';
import { inWindows, type Question } from '../measures/question.ts';
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

export async function channelCounts(store: Store, question: Question): Promise<ChannelCounts> {
	const [used, selfService, progress] = await Promise.all([
		one(
			store,
			`
SELECT uniqExactIf(channel, ${NON_PHONE}) AS channels, countIf(channel != '') AS facts
FROM
(
	SELECT channel FROM tickets FINAL WHERE ${inWindows(question, 'created_at')}
	UNION ALL
	SELECT channel FROM sessions FINAL WHERE ${inWindows(question, 'requested_at')}
)`
		),
		one(
			store,
			`
SELECT uniqExactIf(channel, ${NON_PHONE} AND self_service) AS channels, count(self_service) AS facts
FROM tickets FINAL
WHERE ${inWindows(question, 'created_at')}`
		),
		one(
			store,
			`
SELECT uniqExactIf(channel, ${NON_PHONE}) AS channels, count() AS facts
FROM
(
	SELECT DISTINCT ticket_id
	FROM ticket_events FINAL
	WHERE ${inWindows(question, 'at')} AND event = 'progress_viewed' AND deleted = 0
) AS viewed
INNER JOIN
(
	SELECT ticket_id, channel
	FROM tickets FINAL
	WHERE city = ${cityCode(question.city)} AND created_at <= ${int(question.now)}
) AS created USING ticket_id`
		)
	]);
	return { channels: used, self_service_channels: selfService, progress_channels: progress };
}

async function one(store: Store, sql: string): Promise<ChannelCount> {
	const [row] = await store.read<ChannelCount & Record<string, unknown>>(sql);
	return { channels: row?.channels ?? 0, facts: row?.facts ?? 0 };
}
