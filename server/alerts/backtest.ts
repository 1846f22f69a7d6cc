/** Stored history through the very watch that runs live, in event time: the alerts there would have been. */
import { setImmediate } from 'node:timers/promises';
import type { RateRule } from '#contract/alert-rules';
import type { BacktestAlert } from '#contract/backtest';
import { beijingMidnight, DAY_MS, formatInstant } from '#contract/instant';
import type { HourCell } from '../../src/lib/alerts/expectation.ts';
import type { DayOverrides } from '../../src/lib/alerts/day-kind.ts';
import { RateWatch, type Change } from '../../src/lib/alerts/watch.ts';
import type { MeasureConfig } from '../measures/question.ts';
import type { Store } from '../store/store.ts';
import { createTunings, HISTORY_DAYS, type Stretch } from './history.ts';
import { figuresOf } from './rate-rule.ts';
import type { CityStream } from './streams.ts';
import { hourCells, trialColumns, type TrialColumns } from './trials.ts';

/** So many days are read at a time: bounds the memory of a long one. */
const CHUNK_MS = 7 * DAY_MS;

export interface Backtest {
	alerts: BacktestAlert[];
	facts: number;
	/** Time that the watch took, without the store's. */
	watch_ms: number;
	total_ms: number;
}

export async function backtest(
	store: Store,
	config: MeasureConfig,
	stream: CityStream,
	rule: RateRule,
	{ from, to }: { from: number; to: number },
	overrides: DayOverrides
): Promise<Backtest> {
	const started = performance.now();
	const earliest = beijingMidnight(from) - HISTORY_DAYS * DAY_MS;
	const history = { from: earliest, to };
	let known: readonly HourCell[] = [];
	const incidents: Stretch[] = [];
	const watch = new RateWatch(
		createTunings(
			rule,
			() => known,
			overrides,
			() => incidents
		)
	);
	const alerts: BacktestAlert[] = [];
	let facts = 0;
	let watchMs = 0;

	function note(change: Change): void {
		if (change.type === 'fired') {
			alerts.push({ ...alertOf(change), resolved_at: null });
			return;
		}
		incidents.push({ from: change.fall.since, to: change.endedAt });
		const { fired_at, delay_seconds, lost_before } = alerts.at(-1)!;
		alerts[alerts.length - 1] = {
			...figuresOf(rule, change.fall),
			fired_at,
			delay_seconds,
			lost_before,
			resolved_at: formatInstant(change.endedAt)
		};
	}
	const alertOf = ({ at, fall }: Extract<Change, { type: 'fired' }>) => ({
		...figuresOf(rule, fall),
		fired_at: formatInstant(at),
		delay_seconds: (at - fall.since) / 1000,
		lost_before: fall.lostBefore
	});

	function fold({ first, steps, coded }: TrialColumns): void {
		const began = performance.now();
		let at = first;
		for (let row = 0; row < steps.length; row++) {
			at += steps[row]!;
			const code = coded[row]!;
			const change = watch.add({ at, placed: at - Math.floor(code / 2), bad: code % 2 === 1 });
			if (change) note(change);
		}
		watchMs += performance.now() - began;
		facts += steps.length;
	}
	const read = (chunk: number) => {
		const window = { from: chunk, to: Math.min(to, chunk + CHUNK_MS) };
		const columns = trialColumns(store, stream, window, config);
		// Whoever awaits it sees the failure; it may come before that.
		columns.catch(() => undefined);
		return columns;
	};

	// The next chunk is read while one is folded.
	let next = read(from);
	const cells = (await hourCells(store, [stream.city], stream, history, config)).get(stream.city);
	if (cells) known = cells;
	for (let chunk = from; chunk < to; chunk += CHUNK_MS) {
		const columns = await next;
		if (chunk + CHUNK_MS < to) next = read(chunk + CHUNK_MS);
		await setImmediate();
		fold(columns);
	}
	return { alerts, facts, watch_ms: watchMs, total_ms: performance.now() - started };
}
