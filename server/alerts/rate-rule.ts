/** One rate rule of one city, live: reads increments of decided facts, folds each once, keeps its alert. */
import type { RateRule } from '#contract/alert-rules';
import { beijingMidnight, DAY_MS, formatInstant, HOUR_MS } from '#contract/instant';
import { MEASURES, type Measure, type MeasureId } from '#contract/measures';
import { slotAt } from '#contract/slots';
import { rate } from '#statistics/wilson';
import type { DayOverrides } from '../../src/lib/alerts/day-kind.ts';
import type { HourCell } from '../../src/lib/alerts/expectation.ts';
import { RateWatch, type Change, type Fall } from '../../src/lib/alerts/watch.ts';
import type { MeasureConfig } from '../measures/question.ts';
import type { Store } from '../store/store.ts';
import type { AlertDraft, Book } from './book.ts';
import { LATE_MS } from './feeds.ts';
import { createTunings, historyFrom, type Stretch } from './history.ts';
import { hourCells, LOOK_BACK_MS, trials, type Stream, type TrialRow } from './trials.ts';

const REBUILD_MS = DAY_MS;
/** History may be brought in at any time of the day; while it is too thin, somebody waits for it. */
export const CELLS_MS = 10 * 60_000;
const THIN_CELLS_MS = 30_000;
/** The future of a clock that runs ahead is read as it comes. */
const AHEAD_MS = 10 * 60_000;

export interface RateRuleDeps {
	store: Store;
	config: MeasureConfig;
	book: Book;
	/** Everything up to this batch can be read. */
	settledBatch: () => number;
	/** Stretches of past alerts, left out of what is usual. */
	incidents: () => readonly Stretch[];
}

/** Share of the threshold from which people who look are told that something may be coming. */
const PENDING_FROM = 0.5;

/** Alert fields of a fall. */
export function figuresOf(rule: RateRule, fall: Fall) {
	const measure = MEASURES[rule.measure as MeasureId] as Measure | undefined;
	const share = (bad: number) => (measure?.better === 'lower' ? bad : 1 - bad);
	return {
		since: formatInstant(fall.since),
		expected: fall.n > 0 ? share(fall.expectedBad / fall.n) : null,
		observed: rate(measure?.better === 'lower' ? fall.bad : fall.n - fall.bad, fall.n),
		depth: share(fall.worst),
		excess_lost: Math.max(0, fall.bad - fall.expectedBad),
		delay_facts: fall.delayFacts
	};
}

export function draftOf(id: string, rule: RateRule, fall: Fall): AlertDraft {
	const medium = rule.measure.startsWith('online') ? 'online' : 'phone';
	return {
		rule: id,
		kind: rule.kind,
		scope: {
			measure: rule.measure,
			slot: slotAt(medium, fall.since).id,
			line: rule.line,
			subject: null
		},
		severity: rule.severity,
		observed_seconds: null,
		...figuresOf(rule, fall)
	};
}

export async function watchRate(
	deps: RateRuleDeps,
	city: string,
	id: string,
	rule: RateRule,
	overrides: DayOverrides,
	now: number
) {
	const { store, config, book } = deps;
	const stream: Stream = { city, measure: rule.measure, line: rule.line };
	let cells: HourCell[] = [];
	let cellsAt = -Infinity;
	const tuningOf = createTunings(rule, () => cells, overrides, deps.incidents);
	const watch = new RateWatch(tuningOf);
	/** Facts that were folded, by id: a call is decided once, whatever is told of it later. */
	const seen = new Map<string, number>();
	let after = 0;

	async function loadCells(at: number): Promise<void> {
		const from = historyFrom(at);
		const lasts = tuningOf(beijingMidnight(at)).meanP0 === null ? THIN_CELLS_MS : CELLS_MS;
		if (at >= cellsAt && at - cellsAt < lasts && historyFrom(cellsAt) === from) return;
		cells = await hourCells(store, stream, { from, to: at }, config);
		cellsAt = at;
		watch.retune();
	}

	function fold(rows: readonly TrialRow[], onChange: (change: Change) => void): void {
		for (const { id: fact, at, placed, bad } of rows) {
			if (seen.has(fact)) continue;
			seen.set(fact, at);
			const change = watch.add({ at, placed, bad: bad === 1 });
			if (change) onChange(change);
		}
	}

	function forget(before: number): void {
		for (const [fact, at] of seen) if (at < before) seen.delete(fact);
	}

	/** The state as the store's own facts make it; nobody is told of what is long over. */
	async function rebuild(): Promise<void> {
		await loadCells(now);
		after = deps.settledBatch();
		const rows = await trials(
			store,
			stream,
			{ from: now - REBUILD_MS, to: now + AHEAD_MS },
			config
		);
		fold(rows, () => undefined);
		forget(now - LOOK_BACK_MS);
		const ended = watch.tick(now);
		const open = book.get(id);
		if (open && !watch.fall)
			await book.resolve(
				id,
				null,
				ended?.type === 'resolved' ? ended.endedAt : now,
				'recovered',
				now
			);
		if (!open && watch.fall)
			await book.fire(draftOf(id, rule, watch.fall), watch.fall.firedAt, now);
	}
	await rebuild();

	return {
		rule,
		get tuning() {
			return tuningOf(now);
		},
		tuningOf,
		tension: () => watch.tension,
		/** Near its threshold, and what the score has gathered; it tells nobody yet. */
		pending(): AlertDraft | null {
			if (watch.fall || watch.tension < PENDING_FROM) return null;
			const { since, n, bad, expectedBad } = watch.cusum;
			const worst = bad / n;
			const lostBefore = Math.max(0, bad - expectedBad);
			const gathered = { since, n, bad, expectedBad, worst, lostBefore };
			return draftOf(id, rule, { ...gathered, firedAt: since, delayFacts: n });
		},
		fall: () => watch.fall,
		/** Facts of this hour in a usual day. */
		factsAt: (day: number, hour: number) => tuningOf(day).expectations[hour]?.facts ?? 0,
		async tick(at: number): Promise<void> {
			await loadCells(at);
			const settled = deps.settledBatch();
			const changes: Change[] = [];
			if (settled > after) {
				const window = { from: at - LATE_MS - HOUR_MS, to: at + AHEAD_MS, after };
				const rows = await trials(store, stream, window, config);
				// What was decided long ago and is heard of now is history, not the present.
				fold(
					rows.filter((row) => at - row.at <= LATE_MS),
					(change) => changes.push(change)
				);
				after = settled;
				forget(at - LOOK_BACK_MS);
			}
			const ended = watch.tick(at);
			if (ended) changes.push(ended);
			for (const change of changes)
				if (change.type === 'fired') await book.fire(draftOf(id, rule, change.fall), change.at, at);
				else {
					book.follow(id, null, figuresOf(rule, change.fall), at);
					const why = change.why === 'recovered' ? 'recovered' : 'expired';
					await book.resolve(id, null, change.endedAt, why, at);
				}
			if (watch.fall) book.follow(id, null, figuresOf(rule, watch.fall), at);
		}
	};
}
export type RateRuleWatch = Awaited<ReturnType<typeof watchRate>>;
