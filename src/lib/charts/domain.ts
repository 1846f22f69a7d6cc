/** Axes that do not start at 0: the nice range of ratios that holds what has to be told apart. */

export interface Axis {
	domain: [low: number, high: number];
	ticks: number[];
}

/** Keeps sums of steps like 0.1 + 0.2 on the step. */
const tidy = (n: number) => Math.round(n * 1e6) / 1e6;

/** Ticks of a step from low to high, both included. */
function ticksOf(low: number, high: number, step: number): number[] {
	const steps = Math.round((high - low) / step);
	return Array.from({ length: steps + 1 }, (_, index) => tidy(low + index * step));
}

/**
 * The axis of rates 0..1 that ends at 1 and begins at the step below the least of `values`, with
 * two to five steps. Without values it shows 85 to 100 %.
 */
export function rateAxis(values: readonly (number | null)[]): Axis {
	const known = values.filter((value) => value !== null);
	const least = Math.min(...known, 0.9);
	const step = 1 - least <= 0.2 ? 0.05 : 1 - least <= 0.5 ? 0.1 : 0.2;
	const low = Math.max(0, tidy(Math.floor(tidy((least - 0.001) / step)) * step));
	return { domain: [low, 1], ticks: ticksOf(low, 1, step) };
}

/** A range around values 0..1 with a quarter of air on either side where there is room, never narrower than `narrowest`. */
export function closeRange(
	values: readonly (number | null)[],
	narrowest = 0.04
): [low: number, high: number] {
	const known = values.filter((value) => value !== null);
	if (known.length === 0) return [0, 1];
	const least = Math.min(...known);
	const greatest = Math.max(...known);
	const half = Math.max((greatest - least) * 0.75, narrowest / 2);
	const middle = (least + greatest) / 2;
	return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
