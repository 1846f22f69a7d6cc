/** What a rule about waiting has to go by here: how often people waited so long, and whether sources tell of it in time. */
import type { AlertRule } from '#contract/alert-rules';
import { BEIJING_OFFSET_MS, DAY_MS, HOUR_MS } from '#contract/instant';
import type { Waited } from '../../src/lib/alerts/unfit.ts';
import { watches } from '../../src/lib/alerts/tuning.ts';
import { cityCode, int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';

const LOOK_BACK_MS = 14 * DAY_MS;

export async function readWaited(
	store: Store,
	city: string,
	rule: Extract<AlertRule, { kind: 'wait' }>,
	now: number
): Promise<Waited> {
	const watched = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) =>
		watches(rule, hour)
	);
	const [hours, calls] = await Promise.all([
		store.read<Pick<Waited, 'hours' | 'long'>>(`
SELECT uniqExact(hour) AS hours, uniqExactIf(hour, wait >= ${int(rule.seconds * 1000)}) AS long
FROM
(
	SELECT intDiv(placed_at + ${int(BEIJING_OFFSET_MS)}, ${int(HOUR_MS)}) AS hour, decided_at - placed_at AS wait
	FROM calls FINAL
	WHERE city = ${cityCode(city)} AND placed_at >= ${int(now - LOOK_BACK_MS)} AND decided_at <= ${int(now)}
		AND queued_at IS NOT NULL
)
WHERE hour % 24 IN (${watched.map(int).join(', ')})`),
		// A replay tells of the past: how a source reports shows in what came soon.
		store.read<Pick<Waited, 'calls' | 'waiting'>>(`
SELECT
	uniqExact(id) AS calls,
	uniqExactIf(id, JSONExtractInt(content, 'answered_at') = 0 AND JSONExtractInt(content, 'ended_at') = 0) AS waiting
FROM raw_events
WHERE city = ${cityCode(city)} AND type = 'call' AND received_at > ${int(now - DAY_MS)} AND received_at <= ${int(now)}
	AND run = '' AND void = 0 AND received_at - happened_at < ${int(HOUR_MS)}
	AND JSONExtractInt(content, 'queued_at') > 0`)
	]);
	return { ...hours[0]!, ...calls[0]! };
}
