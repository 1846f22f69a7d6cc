/**
 * A connection rate of a window that is not over yet for its records. A source that reports at hang-up
 * tells of a lost call at once and of an answered one when its talk ends; one that reports live tells
 * of answers first. Both counts are divided by their mean coverage: the share of such facts of the
 * window that is known by now, from the delays that the city's own sources lately had (Horvitz and
 * Thompson 1952). Where everything is known it is the plain rate.
 */
import { rate, type Rate } from './wilson.ts';

/** Delays of recent facts, from their window time until they could be read, in milliseconds. */
export interface Delays {
	answered: readonly number[];
	lost: readonly number[];
}

/** A rate on the way to what it will settle to; counts are estimates of those to come. */
export interface ProvisionalRate extends Rate {
	provisional: true;
	/** Share of the answered and of the lost calls of the window that is known, 0 to 1. */
	coverage: { answered: number; lost: number };
	/** Delays that the coverage rests on; 0: nothing is known of them and nothing is corrected. */
	delays: number;
}

/** Fewer delays than these correct nothing. */
const LEAST_ANSWERED = 30;
const LEAST_LOST = 5;
/** A correction beyond this would be mostly guessing. */
const LEAST_COVERAGE = 0.1;

/** Mean share of facts of [from, to) that are known at `now` ≥ from, if they came evenly. */
export function meanCoverage(
	delays: readonly number[],
	{ from, to }: { from: number; to: number },
	now: number
): number {
	const end = Math.min(to, now);
	if (delays.length === 0 || end <= from) return 1;
	const known = delays.reduce(
		(sum, delay) => sum + Math.min(1, Math.max(0, (now - from - delay) / (end - from))),
		0
	);
	return Math.max(LEAST_COVERAGE, known / delays.length);
}

/** `seen` is the plain rate of what is known: answered of decided. */
export function provisionalRate(
	seen: Pick<Rate, 'numerator' | 'denominator'>,
	delays: Delays,
	window: { from: number; to: number },
	now: number
): ProvisionalRate {
	const isKnown = delays.answered.length >= LEAST_ANSWERED;
	const coverage = {
		answered: isKnown ? meanCoverage(delays.answered, window, now) : 1,
		lost: isKnown && delays.lost.length >= LEAST_LOST ? meanCoverage(delays.lost, window, now) : 1
	};
	const answered = seen.numerator / coverage.answered;
	const lost = (seen.denominator - seen.numerator) / coverage.lost;
	const value = seen.denominator === 0 ? null : answered / (answered + lost);
	// About the corrected share, with no more facts than were seen.
	const { low, high } = rate((value ?? 0) * seen.denominator, seen.denominator);
	return {
		value,
		numerator: answered,
		denominator: answered + lost,
		low,
		high,
		provisional: true,
		coverage,
		delays: isKnown ? delays.answered.length + delays.lost.length : 0
	};
}
