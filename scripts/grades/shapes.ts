/**
 * Where between the means of two neighbouring grades their cut-off lies, by several shapes within the
 * bins. The counts and means alone say no more than between: for every cut-off there some distribution
 * inside the bins has exactly these counts and means.
 */
import { normalQuantile } from '#assessment/normal';
import type { Draw } from '../simulate/random.ts';
import { fitTwoPeaks } from './two-peaks.ts';

/** For each cut-off, 0 at the mean of the worse grade to 1 at that of the better one. */
type Places = number[];
export const SHAPES = ['uniform', 'even', 'triangular', 'normal', 'two-peaks', 'free'] as const;
export type Shape = (typeof SHAPES)[number];

const pairs = <Value>(values: readonly Value[]): [better: Value, worse: Value][] =>
	values.slice(1).map((worse, index) => [values[index]!, worse]);

/** One density from the middle city of a bin to that of the next: half the cities of each lie between. */
const uniform = (cities: readonly number[]): Places =>
	pairs(cities).map(([better, worse]) => worse / (better + worse));

/** Triangles on bins of equal width: a mean lies (1 + mode) / 3 up its bin, its mode anywhere in it. */
function triangular(cities: readonly number[], draw: Draw): Places {
	const means = cities.map(() => (1 + draw.uniform()) / 3);
	return pairs(means).map(([better, worse]) => (1 - worse) / (1 - worse + better));
}

/** Bins cut from one normal: truncated normals, their means E(z | a < z < b) = (φ(a) − φ(b)) / share. */
function normal(cities: readonly number[]): Places {
	const all = cities.reduce((sum, n) => sum + n, 0);
	let better = 0;
	const edges = [Infinity, ...cities.map((n) => normalQuantile(1 - (better += n) / all))];
	const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
	const means = pairs(edges).map(
		([upper, lower], index) => ((density(lower) - density(upper)) * all) / cities[index]!
	);
	return pairs(means).map(([high, low], index) => (edges[index + 1]! - low) / (high - low));
}

/** Bins cut from a mixture of two normals. */
function twoPeaks(cities: readonly number[], fitted: readonly number[]): Places {
	const { means, cutoffs } = fitTwoPeaks(fitted, cities);
	return pairs(means).map(([high, low], index) => (cutoffs[index]! - low) / (high - low));
}

/** Places by shape; `fitted` are the means of the grades from all rows. */
export function placesBy(
	cities: readonly number[],
	fitted: readonly number[]
): (shape: Shape, draw: Draw) => Places {
	const fixed = {
		uniform: uniform(cities),
		even: pairs(cities).map(() => 0.5),
		normal: normal(cities),
		'two-peaks': twoPeaks(cities, fitted)
	};
	return (shape, draw) => {
		if (shape === 'triangular') return triangular(cities, draw);
		if (shape === 'free') return pairs(cities).map(() => draw.uniform());
		return fixed[shape];
	};
}
