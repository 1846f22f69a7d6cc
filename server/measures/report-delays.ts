/**
 * How long after asking for a person the outcome of recent calls could be read, by answered and lost:
 * whether sources report live or at hang-up shows here. From the log, which alone knows when what came.
 */
import { HOUR_MS, MINUTE_MS } from '#contract/instant';
import type { Delays } from '#statistics/live-rate';
import { cityCode, int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import type { MeasureConfig } from './question.ts';

/** Calls younger than this may still be on their way: they would make delays look short. */
const MARGIN_MS = 30 * MINUTE_MS;
/** First the present; where that is little, the day before too. */
const REACHES_MS = [4 * HOUR_MS, 24 * HOUR_MS] as const;
const ENOUGH = 200;
const MOST = 2_000;
/** What is heard of so late is history that was brought in; a minute that brings more of it than not is a replay. */
const LATE_MS = HOUR_MS;

/** Instants of 0 are absent. */
const stage = (name: string) => `JSONExtractInt(content, '${name}')`;

async function read(
	store: Store,
	city: string,
	now: number,
	reach: number,
	config: MeasureConfig
): Promise<Delays> {
	const from = int(now - reach);
	const cutOff = int(config.shortAbandonSeconds * 1000);
	const received = `city = ${cityCode(city)} AND type = 'call' AND received_at >= ${from} AND received_at <= ${int(now)}`;
	const minute = `intDiv(received_at, ${int(MINUTE_MS)})`;
	const [row] = await store.read<{ answered: number[]; lost: number[] }>(`
SELECT
	groupArrayIf(${int(MOST)})(known - queued, is_answered) AS answered,
	groupArrayIf(${int(MOST)})(known - queued, NOT is_answered) AS lost
FROM
(
	SELECT
		argMax(queued_at, revision) AS queued,
		argMax(answered_at > 0, revision) AS is_answered,
		argMax(ended_at, revision) AS ended,
		min(greatest(received_at, if(answered_at > 0, answered_at, ended_at))) AS known,
		max(run != '' OR void = 1 OR is_replay) AS other
	FROM
	(
		SELECT id, revision, received_at, run, void, ${minute} IN
			(
				SELECT ${minute} FROM raw_events WHERE ${received} GROUP BY ${minute}
				HAVING 2 * countIf(received_at - happened_at >= ${int(LATE_MS)}) > count()
			) AS is_replay,
			${stage('queued_at')} AS queued_at, ${stage('answered_at')} AS answered_at, ${stage('ended_at')} AS ended_at
		FROM raw_events
		WHERE ${received}
	)
	WHERE queued_at >= ${from} AND queued_at < ${int(now - MARGIN_MS)} AND (answered_at > 0 OR ended_at > 0)
	GROUP BY id
	HAVING NOT other AND known - queued < ${int(LATE_MS)} AND (is_answered OR ended - queued >= ${cutOff})
)`);
	return row ?? { answered: [], lost: [] };
}

/** Delays as of the present instant `now`. */
export async function reportDelays(
	store: Store,
	city: string,
	now: number,
	config: MeasureConfig
): Promise<Delays> {
	const [short, long] = REACHES_MS;
	const recent = await read(store, city, now, short, config);
	return recent.answered.length >= ENOUGH ? recent : read(store, city, now, long, config);
}
