/** `POST /v1/backtest?city`: the alerts that a rule would have raised over stored history. */
import type { Rate } from '../statistics/wilson.ts';
import type { RateRule } from './alert-rules.ts';

export interface BacktestAlert {
	/** When it began, estimated from the facts themselves. */
	since: string;
	fired_at: string;
	/** Null where it stands at the end of the window. */
	resolved_at: string | null;
	expected: number | null;
	observed: Rate;
	/** The worst rate over 20 facts. */
	depth: number;
	/** From its beginning to the alert: facts and seconds. */
	delay_facts: number;
	delay_seconds: number;
	/** Lost beyond expectation before it was heard, and in all. */
	lost_before: number;
	excess_lost: number;
}

export interface BacktestAnswer {
	city: string;
	from: string;
	to: string;
	rule: RateRule;
	/** Beijing days of the window. */
	days: number;
	facts: number;
	took_seconds: number;
	alerts: BacktestAlert[];
}
