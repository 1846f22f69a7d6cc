/** How often people waited as long as a rule about waiting asks: whether it would nearly always fire. */
import type { AlertRule } from '#contract/alert-rules';
import { BEIJING_OFFSET_MS, DAY_MS, HOUR_MS } from '#contract/instant';
import type { WaitedHours } from '../../src/lib/alerts/unfit.ts';
import { watches } from '../../src/lib/alerts/tuning.ts';
import { cityCode, int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';

const LOOK_BACK_MS = 14 * DAY_MS;

export async function waitedHours(
	store: Store,
	city: string,
	rule: Extract<AlertRule, { kind: 'wait' }>,
	now: number
): Promise<WaitedHours> {
	const watched = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) =>
		watches(rule, hour)
	);
	const [row] = await store.read<WaitedHours & Record<string, unknown>>(`
SELECT uniqExact(hour) AS hours, uniqExactIf(hour, wait >= ${int(rule.seconds * 1000)}) AS long
FROM
(
	SELECT intDiv(placed_at + ${int(BEIJING_OFFSET_MS)}, ${int(HOUR_MS)}) AS hour, decided_at - placed_at AS wait
	FROM calls FINAL
	WHERE city = ${cityCode(city)} AND placed_at >= ${int(now - LOOK_BACK_MS)} AND decided_at <= ${int(now)}
		AND queued_at IS NOT NULL
)
WHERE hour % 24 IN (${watched.map(int).join(', ')})`);
	return row ?? { hours: 0, long: 0 };
}
