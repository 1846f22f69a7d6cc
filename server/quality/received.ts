/** What each source sent, of which type, when, how late, and how far its clock is ahead. */
import type { EventType } from '#contract/events';
import { DAY_MS, HOUR_MS } from '#contract/instant';
import { int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import { inLog, type LogWindow, type SentBy } from './log-window.ts';

export interface ReceivedCell extends SentBy {
	/** The import was taken back. */
	undone: 0 | 1;
	type: EventType;
	events: number;
	first_received: number;
	last_received: number;
	/** 0 where no row names a time. */
	last_event: number;
	/** Rows that name a stage or event time. */
	timed: number;
	over_1h: number;
	over_1d: number;
	over_7d: number;
	ahead: number;
	/** How far the furthest is ahead; 0 where none is. */
	ahead_ms: number;
}

/** One cell a source and type. */
export function received(store: Store, window: LogWindow): Promise<ReceivedCell[]> {
	const late = (ms: number) =>
		`countIf(happened_at > 0 AND received_at - happened_at > ${int(ms)})`;
	return store.read(`
SELECT
	source,
	run,
	run IN (SELECT run FROM undone_runs) AS undone,
	type,
	count() AS events,
	min(received_at) AS first_received,
	max(received_at) AS last_received,
	max(happened_at) AS last_event,
	countIf(happened_at > 0) AS timed,
	${late(HOUR_MS)} AS over_1h,
	${late(DAY_MS)} AS over_1d,
	${late(7 * DAY_MS)} AS over_7d,
	countIf(happened_at > received_at) AS ahead,
	maxIf(happened_at - received_at, happened_at > received_at) AS ahead_ms
FROM raw_events
WHERE ${inLog(window)}
GROUP BY source, run, type`);
}
