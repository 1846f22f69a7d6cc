/**
 * How far the city's own bad facts stray from chance, in two parts that a detector must tell apart:
 * how they cluster within a day (a queue that jams), as their variance over the binomial one, and how
 * much whole days differ (a crowd, a short shift), as a deviation of their share. As far as history is
 * too short to say, both are held to what such lines usually are (empirical Bayes).
 */
import type { HourCell } from './expectation.ts';
import { meanSquare, surely } from './robust.ts';

export interface Dispersion {
	/** Variance of bad facts within a day over the binomial one, from 1 to 8. */
	clustering: number;
	/** Standard deviation of a day's bad share around what is expected of it, as a ratio. */
	dayDeviation: number;
}

/** Queues of hotlines lose in clusters of 2 to 3 times the binomial variance; hours of few facts hardly. */
const USUAL_CLUSTERING = 2;
const FULL_HOUR_FACTS = 30;
/** Days differ by so much of their bad share. */
const USUAL_DAY_PART = 0.3;
/** So many hours, and so many days, of history weigh as much as what is usual. */
const PRIOR_HOURS = 12;
const PRIOR_DAYS = 5;

/** A jam that crosses the hour counts in neither hour whole (simulated queues, docs/bench.md). */
const EDGES = 1.85;
const MOST = 8;
/** Of fewer bad facts to be expected a square says nothing. */
const LEAST_VARIANCE = 0.2;

interface Part {
	n: number;
	residual: number;
	variance: number;
}
interface Day extends Part {
	hours: Part[];
}

function byDay(
	cells: readonly HourCell[],
	p0Of: (cell: HourCell) => number | null
): readonly Day[] {
	const days = new Map<number, Day>();
	for (const cell of cells) {
		const p0 = p0Of(cell);
		if (p0 === null || cell.n === 0) continue;
		const { n } = cell;
		const hour = { n, residual: cell.bad - n * p0, variance: n * p0 * (1 - p0) };
		const day = days.get(cell.day) ?? { n: 0, residual: 0, variance: 0, hours: [] };
		day.n += n;
		day.residual += hour.residual;
		day.variance += hour.variance;
		day.hours.push(hour);
		days.set(cell.day, day);
	}
	return [...days.values()];
}

/** Squares of hours over their variance, once the shift that the day has in common (of its log odds) is out. */
function withinDays(days: readonly Day[]): { squares: number[]; free: number } {
	const squares: number[] = [];
	let free = 0;
	for (const day of days)
		for (const { residual, variance } of day.hours) {
			const part = variance / day.variance;
			if (variance <= LEAST_VARIANCE || part > 0.9) continue;
			squares.push((residual - part * day.residual) ** 2 / variance / (1 - part));
			free += 1 - part;
		}
	return { squares, free };
}

/** Weighted with what is usual, which counts as so much evidence. */
const blend = (usual: number, prior: number, own: number, evidence: number) =>
	(prior * usual + evidence * own) / (prior + evidence);

function clusteringOf(days: readonly Day[]): number {
	const hours = days.reduce((sum, day) => sum + day.hours.length, 0);
	const facts = days.reduce((sum, { n }) => sum + n, 0);
	const fullness = hours === 0 ? 0 : Math.min(1, facts / hours / FULL_HOUR_FACTS);
	const usual = 1 + (USUAL_CLUSTERING - 1) * fullness;
	const { squares, free } = withinDays(days);
	return blend(usual, PRIOR_HOURS, 1 + surely(meanSquare(squares) - 1, 1, free), free);
}

/** Variance of days' shares beyond what facts that cluster so make of it. */
function dayVarianceOf(days: readonly Day[], clustering: number): number {
	const known = days.filter(({ variance }) => variance > LEAST_VARIANCE);
	const facts = days.reduce((sum, { n }) => sum + n, 0);
	if (facts === 0) return 0;
	// n p (1 − p) of all, so p (1 − p); bad shares are small.
	const share = days.reduce((sum, { variance }) => sum + variance, 0) / facts;
	const usual = (USUAL_DAY_PART * share) ** 2;
	const free = known.length - 1;
	if (free < 1) return usual;
	// The days' own mean was taken for what is expected of them.
	const squares = known.map(({ residual, variance }) => residual ** 2 / variance);
	const excess = (meanSquare(squares) * known.length) / free - clustering;
	const ofOne = known.reduce((sum, { n, variance }) => sum + variance / n ** 2, 0) / known.length;
	// No share of a mean p varies by more than p (1 − p), however few facts a day has.
	return Math.min(share, blend(usual, PRIOR_DAYS, surely(excess, clustering, free) * ofOne, free));
}

/** Of cells whose expected share is `p0Of` (null: left out). */
export function dispersionOf(
	cells: readonly HourCell[],
	p0Of: (cell: HourCell) => number | null
): Dispersion {
	const days = byDay(cells, p0Of);
	const clustering = clusteringOf(days);
	return {
		clustering: Math.min(MOST, 1 + EDGES * (clustering - 1)),
		dayDeviation: Math.sqrt(dayVarianceOf(days, clustering))
	};
}
