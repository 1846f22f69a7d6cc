/** How one of our figures lies to a printed one: relation as shown, error, judgement. */
import type { Comparison, OurFigure } from './types.ts';

const LEAST_DECIMALS = 1;
const MOST_DECIMALS = 4;
/** The report rounds to 0.01 of a score or percentage: a printed figure may lie half of that off. */
export const PRINTED_ROUNDING = { ratio: 0.000_05, score: 0.005 } as const;

/** A ratio as a percentage number, a score as it is; with so many decimals. */
export function shownNumber(value: number, unit: 'ratio' | 'score', decimals: number): string {
	const text = (unit === 'ratio' ? value * 100 : value).toFixed(decimals);
	return /^-0\.?0*$/.test(text) ? text.slice(1) : text;
}

function errorOf(
	{ value, low, high, exact }: OurFigure,
	printed: number,
	rounding: number
): Comparison['error'] {
	if (exact) return 'full';
	if (low === null || high === null) return 'unstated';
	// An interval may miss its own value by rounding.
	const [from, to] = [Math.min(low, value) - rounding, Math.max(high, value) + rounding];
	return from <= printed && printed <= to ? 'within' : 'beyond';
}

/**
 * Compares with a printed figure, which is taken as exact to its last digit. The relation is that of the two numbers as
 * they are shown: a difference that matters is given the decimals that show it, one beyond error those that show the
 * printed figure outside the interval, one within error that one decimal hides is none.
 */
export function compareFigures(
	ours: OurFigure,
	printed: number,
	{ unit, better }: { unit: 'ratio' | 'score'; better: 'higher' | 'lower' }
): Comparison {
	const error = errorOf(ours, printed, PRINTED_ROUNDING[unit]);
	const differsAt = (decimals: number) =>
		shownNumber(ours.value, unit, decimals) !== shownNumber(printed, unit, decimals);
	let decimals = LEAST_DECIMALS;
	const isOutsideAt = (decimals: number) => {
		const [low, peer, high] = [ours.low!, printed, ours.high!].map((value) =>
			Number(shownNumber(value, unit, decimals))
		) as [number, number, number];
		return peer < low || peer > high;
	};
	const isSeenAt = (decimals: number) =>
		differsAt(decimals) && (error !== 'beyond' || isOutsideAt(decimals));
	const matters = error === 'beyond' || error === 'full';
	while (matters && decimals < MOST_DECIMALS && !isSeenAt(decimals)) decimals++;
	if (!differsAt(decimals))
		return { relation: 'equal', error, judgement: null, decimals: LEAST_DECIMALS };
	const relation = ours.value > printed ? 'above' : 'below';
	const isBetter = (relation === 'above') === (better === 'higher');
	return {
		relation,
		error,
		judgement: matters ? (isBetter ? 'better' : 'worse') : null,
		decimals
	};
}
