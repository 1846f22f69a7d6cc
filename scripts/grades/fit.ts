/** Mean score of each grade, from means of groups that mix the grades. */
import type { Average } from './averages.ts';

/** Cities' worth of trust in `anchor`, so that a resample without any E city still has a mean of E. */
const ANCHOR_CITIES = 0.05;

/** Solves A x = b by Gauss with partial pivoting; A is square and regular. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
	const rows = matrix.map((row, index) => [...row, right[index]!]);
	const size = rows.length;
	for (let column = 0; column < size; column++) {
		let pivot = column;
		for (let row = column + 1; row < size; row++)
			if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
		[rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
		for (let row = column + 1; row < size; row++) {
			const factor = rows[row]![column]! / rows[column]![column]!;
			for (let at = column; at <= size; at++) rows[row]![at]! -= factor * rows[column]![at]!;
		}
	}
	const solution = new Array<number>(size).fill(0);
	for (let row = size - 1; row >= 0; row--) {
		let rest = rows[row]![size]!;
		for (let at = row + 1; at < size; at++) rest -= rows[row]![at]! * solution[at]!;
		solution[row] = rest / rows[row]![row]!;
	}
	return solution;
}

export const predict = ({ shares }: Average, means: readonly number[]) =>
	shares.reduce((sum, share, grade) => sum + share * means[grade]!, 0);

/**
 * Weighted least squares: the means m that make Σ weightₖ · (printedₖ − Σ shareₖ · m)² least. A mean of
 * n cities errs by the cities' spread inside their grades over √n, so its weight is n times how often
 * the row was drawn. `anchor` holds a grade where hardly any row speaks of it.
 */
export function fitMeans(
	averages: readonly Average[],
	drawn: readonly number[] = averages.map(() => 1),
	anchor: readonly number[] | null = null
): number[] {
	const size = averages[0]!.shares.length;
	const ridge = anchor ? ANCHOR_CITIES : 0;
	const matrix = Array.from({ length: size }, (_, row) =>
		Array.from({ length: size }, (_, column) => (row === column ? ridge : 0))
	);
	const right = Array.from({ length: size }, (_, row) => ridge * (anchor?.[row] ?? 0));
	for (const [index, { shares, printed, cities }] of averages.entries()) {
		const weight = cities * drawn[index]!;
		for (let row = 0; row < size; row++) {
			right[row]! += weight * shares[row]! * printed;
			for (let column = 0; column < size; column++)
				matrix[row]![column]! += weight * shares[row]! * shares[column]!;
		}
	}
	return solve(matrix, right);
}

/**
 * The nearest means that do not rise from a better grade to a worse one, by pooling adjacent violators
 * (Ayer et al. 1955), weighted by the cities of each grade.
 */
export function inOrder(means: readonly number[], cities: readonly number[]): number[] {
	const blocks: { mean: number; weight: number; grades: number }[] = [];
	for (const [index, value] of means.entries()) {
		let block = { mean: value, weight: cities[index]!, grades: 1 };
		while (blocks.length > 0 && blocks.at(-1)!.mean < block.mean) {
			const better = blocks.pop()!;
			const weight = better.weight + block.weight;
			const mean = (better.mean * better.weight + block.mean * block.weight) / weight;
			block = { mean, weight, grades: better.grades + block.grades };
		}
		blocks.push(block);
	}
	return blocks.flatMap(({ mean, grades }) => new Array<number>(grades).fill(mean));
}
