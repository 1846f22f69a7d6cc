/** One rate rule of one city, live: reads increments of decided facts, folds each once, keeps its alert. */
import { countsBad, type RateRule } from '#contract/alert-rules';
import type { Alert } from '#contract/alerts';
import { DAY_MS, formatInstant, MINUTE_MS } from '#contract/instant';
import { slotAt } from '#contract/slots';
import { rate } from '#statistics/wilson';
import { LATE_MS } from '../ingest/fact-batch.ts';
import type { DayOverrides } from '../../src/lib/alerts/day-kind.ts';
import { RateWatch, type Change, type Fall } from '../../src/lib/alerts/watch.ts';
import type { Book } from './book.ts';
import type { Cells } from './cells.ts';
import type { AlertDraft } from './draft.ts';
import { createTunings } from './history.ts';
import { AHEAD_MS, newsWindow, type News } from './news.ts';
import type { Readings } from './readings.ts';
import { LOOK_BACK_MS, type Trial } from './trials.ts';

const REBUILD_MS = DAY_MS;
/** Going through hours of facts is not for every tick. */
const FORGETS_MS = 5 * MINUTE_MS;

export interface RateRuleDeps {
	readings: Pick<Readings, 'trials'>;
	cells: Pick<Cells, 'of'>;
	book: Book;
	/** Everything up to this batch can be read. */
	settledBatch: () => number;
}

/** Share of the threshold from which people who look are told that something may be coming. */
const PENDING_FROM = 0.5;

/** Alert fields of a fall. */
export function figuresOf(rule: RateRule, fall: Fall) {
	const isBad = countsBad(rule.measure);
	const share = (bad: number) => (isBad ? bad : 1 - bad);
	return {
		since: formatInstant(fall.since),
		expected: fall.n > 0 ? share(fall.expectedBad / fall.n) : null,
		observed: rate(isBad ? fall.bad : fall.n - fall.bad, fall.n),
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
	const { readings, book } = deps;
	const stream = { measure: rule.measure, line: rule.line };
	let cells = deps.cells.of(stream);
	const tuningOf = createTunings(rule, () => deps.cells.of(stream), overrides, book.incidents);
	const watch = new RateWatch(tuningOf);
	/** Facts that were folded, by id: a call is decided once, whatever is told of it later. */
	const seen = new Map<string, number>();
	let forgotten = 0;
	/** What has been heard since the last tick. */
	let inbox: Trial[] = [];
	/** What the book does not know yet. */
	const changes: Change[] = [];
	let after = deps.settledBatch();
	/** What came after that batch was not heard here: this rule reads it by itself. */
	let isBehind = false;

	function fold(facts: readonly Trial[], onChange: (change: Change) => void): void {
		if (cells !== deps.cells.of(stream)) watch.retune();
		cells = deps.cells.of(stream);
		for (const { id: fact, at, placed, bad } of facts) {
			if (seen.has(fact)) continue;
			seen.set(fact, at);
			const change = watch.add({ at, placed, bad: bad === 1 });
			if (change) onChange(change);
		}
	}

	async function catchUp(at: number): Promise<void> {
		const upTo = deps.settledBatch();
		inbox.push(...(await readings.trials(city, { ...stream, ...newsWindow(at), after })));
		after = upTo;
		isBehind = false;
	}

	function forget(before: number): void {
		if (before >= forgotten && before - forgotten < FORGETS_MS) return;
		forgotten = before;
		for (const [fact, at] of seen) if (at < before) seen.delete(fact);
	}

	/** The state as the store's own facts make it; nobody is told of what is long over. */
	async function rebuild(): Promise<void> {
		const window = { from: now - REBUILD_MS, to: now + AHEAD_MS };
		const past: Change[] = [];
		fold(await readings.trials(city, { ...stream, ...window }), (change) => past.push(change));
		forget(now - LOOK_BACK_MS);
		const expired = watch.tick(now);
		if (expired) past.push(expired);
		const open = book.get(id);
		if (open && !watch.fall) await end(open, past.at(-1));
		if (!open && watch.fall)
			await book.fire(draftOf(id, rule, watch.fall), watch.fall.firedAt, now);
	}

	/** It ended while nobody listened: at the end that the facts show, or when it was last heard of. */
	async function end({ fired_at, updated_at }: Alert, last: Change | undefined): Promise<void> {
		if (last?.type === 'resolved' && last.endedAt >= Date.parse(fired_at ?? updated_at))
			return enter(last, now);
		await book.resolve(id, null, Date.parse(updated_at), 'expired', now);
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
		/** News of the city; those about a single line come with nobody else's. */
		hear(news: News): void {
			if (news.upTo <= after) return;
			if (news.after(rule.measure) > after || (rule.line !== null && news.moved(city)))
				isBehind = true;
			if (isBehind) return;
			if (rule.line === null) inbox.push(...news.of(city, rule.measure));
			after = news.upTo;
		},
		async tick(at: number): Promise<void> {
			if (isBehind) await catchUp(at);
			// What was decided long ago and is heard of now is history, not the present.
			const present = inbox.filter((fact) => at - fact.at <= LATE_MS);
			if (present.length > 0) {
				fold(present, (change) => changes.push(change));
				forget(at - LOOK_BACK_MS);
			}
			inbox = [];
			const ended = watch.tick(at);
			if (ended) changes.push(ended);
			while (changes[0]) {
				await enter(changes[0], at);
				changes.shift();
			}
			if (watch.fall) book.follow(id, null, figuresOf(rule, watch.fall), at);
		}
	};

	async function enter(change: Change, at: number): Promise<void> {
		if (change.type === 'fired') return book.fire(draftOf(id, rule, change.fall), change.at, at);
		book.follow(id, null, figuresOf(rule, change.fall), at);
		await book.resolve(id, null, change.endedAt, change.why, at);
	}
}
export type RateRuleWatch = Awaited<ReturnType<typeof watchRate>>;
