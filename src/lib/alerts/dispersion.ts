/**
 * How much the city's own bad facts cluster: their variance over the binomial one, 1 if each fell
 * independently. Measured within hours (a queue that jams) and over stretches of a day (a shift that
 * is short), which counts where it is more. What chance alone may have done does
 * not count, or detectors of independent losses would be slow.
 */
import type { HourCell } from './expectation.ts';

/** The largest squared residuals are incidents that nobody noted; so many of them are left out. */
const TRIMMED = 0.03;
const MOST = 8;

interface Residual {
	squared: number;
	variance: number;
}

interface Estimate {
	value: number;
	error: number;
}

/**
 * Pearson's dispersion, the greatest few cells left out. What leaving them out costs of a plain
 * chi-squared variable of one degree (for 3 %: 0.83 of the mean stays) is put back.
 */
function pearson(cells: readonly Residual[]): Estimate {
	const ratios = cells
		.filter(({ variance }) => variance > 0.2)
		.map(({ squared, variance }) => squared / variance)
		.sort((a, b) => a - b);
	if (ratios.length < 20) return { value: 1, error: 0 };
	const kept = ratios.slice(0, ratios.length - Math.max(1, Math.floor(ratios.length * TRIMMED)));
	const value = kept.reduce((sum, ratio) => sum + ratio, 0) / kept.length / 0.83;
	return { value, error: value * Math.sqrt(2 / kept.length) };
}

/** 0 where an estimate lies within `from` errors of what is taken for granted, 1 from one further on. */
function sureness({ value, error }: Estimate, granted: number, from: number): number {
	return error === 0 ? 0 : Math.min(1, Math.max(0, (value - granted) / error - from));
}

/**
 * A jam that crosses the hour counts in neither hour whole, and a fall is gathered over more than one;
 * with what makes up for the error of the estimate itself (simulated queues, docs/bench.md).
 */
const EDGES = 1.25;

/** Dispersion, from 1 to 8, of cells whose expected share is `p0Of` (null: left out). */
export function dispersionOf(
	cells: readonly HourCell[],
	p0Of: (cell: HourCell) => number | null
): number {
	const hours: Residual[] = [];
	const days = new Map<number, { residual: number; variance: number }>();
	for (const cell of cells) {
		const p0 = p0Of(cell);
		if (p0 === null || cell.n === 0) continue;
		const residual = cell.bad - cell.n * p0;
		const variance = cell.n * p0 * (1 - p0);
		hours.push({ squared: residual * residual, variance });
		const day = days.get(cell.day) ?? { residual: 0, variance: 0 };
		day.residual += residual;
		day.variance += variance;
		days.set(cell.day, day);
	}
	const hourly = pearson(hours);
	const base = 1 + sureness(hourly, 1, 2) * Math.max(0, EDGES * hourly.value - 1);
	const daily = pearson(
		[...days.values()].map(({ residual, variance }) => ({ squared: residual ** 2, variance }))
	);
	// There are few days: alone they have to be sure; where hours cluster already, less so.
	const more = sureness(daily, base, base > 1 ? 0.5 : 2) * Math.max(0, daily.value - base);
	return Math.min(MOST, base + more);
}
