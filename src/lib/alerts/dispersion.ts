/**
 * How much the city's own bad facts cluster: their variance over the binomial one, 1 if each fell
 * independently. Measured within hours (a queue that jams) and over stretches of a day (a shift that
 * is short); the greater counts. What chance alone may have done does
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

/**
 * Pearson's dispersion, the greatest few cells left out. What leaving them out costs of a plain
 * chi-squared variable of one degree (for 3 %: 0.83 of the mean stays) is put back.
 */
function pearson(cells: readonly Residual[]): { value: number; error: number } {
	const ratios = cells
		.filter(({ variance }) => variance > 0.2)
		.map(({ squared, variance }) => squared / variance)
		.sort((a, b) => a - b);
	if (ratios.length < 20) return { value: 1, error: 0 };
	const kept = ratios.slice(0, ratios.length - Math.max(1, Math.floor(ratios.length * TRIMMED)));
	const value = kept.reduce((sum, ratio) => sum + ratio, 0) / kept.length / 0.83;
	return { value, error: value * Math.sqrt(2 / kept.length) };
}

/** The estimate as far as it is sure to exceed 1: nothing within two errors of it, all from three on. */
function sure({ value, error }: { value: number; error: number }): number {
	if (error === 0 || value <= 1) return 1;
	const weight = Math.min(1, Math.max(0, (value - 1) / error - 2));
	return 1 + weight * (value - 1);
}

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
	const estimates = [
		pearson(hours),
		pearson(
			[...days.values()].map(({ residual, variance }) => ({ squared: residual ** 2, variance }))
		)
	];
	const greatest = Math.max(...estimates.map(sure));
	return Math.min(MOST, Math.max(1, greatest));
}
