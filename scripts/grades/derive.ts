/** From the printed means to the grades' means, their cut-offs and joint draws of both. */
import { GRADE_SIZES, GRADES } from '#reference/national-index-2023';
import { Draw } from '../simulate/random.ts';
import { FAMILIES, type Average } from './averages.ts';
import { fitMeans, inOrder, predict } from './fit.ts';
import { placesBy, SHAPES, type Shape } from './shapes.ts';

export interface Options {
	seed: number;
	/** Joint draws behind the intervals; a multiple of the number of shapes. */
	replicates: number;
	/** How many of them are kept, as many of each shape. */
	kept: number;
}

export interface Limits {
	low: number;
	mid: number;
	high: number;
}

/** One consistent set: 9 cut-offs and 10 means, best first, each cut-off between its two means. */
export interface JointDraw {
	shape: Shape;
	cutoffs: number[];
	means: number[];
}

export interface Derived {
	/** Fit of all rows, before any resampling. */
	fitted: number[];
	residuals: number[];
	rmse: number;
	means: Limits[];
	cutoffs: Limits[];
	/** Cut-offs' limits under one shape alone. */
	byShape: Record<Shape, Limits[]>;
	kept: JointDraw[];
}

const CITIES = GRADES.map((grade) => GRADE_SIZES[grade].cities);

/** How often each row is drawn: rows with replacement inside each family; the nation always once. */
function resample(averages: readonly Average[], draw: Draw): number[] {
	const times = averages.map(({ family }) => Number(family === 'nation'));
	for (const family of FAMILIES.filter((one) => one !== 'nation')) {
		const rows = averages.flatMap((row, index) => (row.family === family ? [index] : []));
		for (let k = 0; k < rows.length; k++) times[rows[Math.floor(draw.uniform() * rows.length)]!]!++;
	}
	return times;
}

/** 2.5, 50 and 97.5 % of the values, linear between order statistics. */
function limits(values: readonly number[]): Limits {
	const sorted = [...values].sort((a, b) => a - b);
	const at = (p: number) => {
		const place = p * (sorted.length - 1);
		const below = sorted[Math.floor(place)]!;
		return below + (place % 1) * ((sorted[Math.ceil(place)] ?? below) - below);
	};
	return { low: at(0.025), mid: at(0.5), high: at(0.975) };
}

const limitsOf = (rows: readonly (readonly number[])[]): Limits[] =>
	rows[0]!.map((_, column) => limits(rows.map((row) => row[column]!)));

/**
 * Each draw resamples the rows, fits the means again, puts them in order, takes the next shape in turn
 * and with it a cut-off between every two means. Residuals of a fit are smaller than errors, by
 * √((rows − means) / rows), so a resampled fit's distance from the fit is stretched by the inverse.
 */
export function derive(averages: readonly Average[], options: Options): Derived {
	const { seed, replicates, kept } = options;
	const fitted = fitMeans(averages);
	const residuals = averages.map((row) => row.printed - predict(row, fitted));
	const stretch = Math.sqrt(averages.length / (averages.length - fitted.length));
	const placesOf = placesBy(CITIES, inOrder(fitted, CITIES));
	const draw = new Draw('grades', seed);
	const raw: number[][] = [];
	const joint = Array.from({ length: replicates }, (_, index): JointDraw => {
		const shape = SHAPES[index % SHAPES.length]!;
		const again = fitMeans(averages, resample(averages, draw), fitted);
		const stretched = again.map((m, k) => fitted[k]! + stretch * (m - fitted[k]!));
		raw.push(stretched);
		const means = inOrder(stretched, CITIES);
		const cutoffs = placesOf(shape, draw).map(
			(place, k) => means[k + 1]! + place * (means[k]! - means[k + 1]!)
		);
		return { shape, cutoffs, means };
	});
	const byShape = SHAPES.map((shape) => {
		const own = joint.filter((one) => one.shape === shape).map(({ cutoffs }) => cutoffs);
		return [shape, limitsOf(own)] as const;
	});
	return {
		fitted,
		residuals,
		rmse: Math.sqrt(residuals.reduce((sum, r) => sum + r * r, 0) / residuals.length),
		means: limitsOf(raw),
		cutoffs: limitsOf(joint.map(({ cutoffs }) => cutoffs)),
		byShape: Object.fromEntries(byShape) as Derived['byShape'],
		kept: joint.slice(0, kept)
	};
}
