/** When a call counts as answered or lost as of `now`: rates and the lists behind them read it here. */
import type { LostDefinition } from '#contract/answers';
import { int } from '../store/literal.ts';
import type { MeasureConfig } from './question.ts';

export function answeredSql(now: number): string {
	return `ifNull(answered_at <= ${int(now)}, false)`;
}

/** Ended without an answer, and not given up before the short-abandon cut-off. */
export function lostSql(definition: LostDefinition, now: number, config: MeasureConfig): string {
	const cutOff = int(config.shortAbandonSeconds * 1000);
	// Of those who rang, one who never asked for a person did not give up waiting for one.
	const waited = `ended_at - queued_at >= ${cutOff}`;
	return [
		`NOT ${answeredSql(now)}`,
		`ifNull(ended_at <= ${int(now)}, false)`,
		definition === 'connection_rate' ? waited : `ifNull(${waited}, true)`
	].join(' AND ');
}
