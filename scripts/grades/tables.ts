/** Tables of docs/grades.md, so that the text and the data cannot drift apart. */
import { GRADE_SIZES, GRADES } from '#reference/national-index-2023';
import type { Average } from './averages.ts';
import type { Derived, Limits } from './derive.ts';
import { predict } from './fit.ts';
import { SHAPES } from './shapes.ts';

export const DOCS_FILE = new URL('../../docs/grades.md', import.meta.url);

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

const fixed = (value: number) => value.toFixed(2);
const range = ({ low, high }: Limits) => `${low.toFixed(1)} to ${high.toFixed(1)}`;
const signed = (value: number) => `${value < 0 ? '−' : '+'}${fixed(Math.abs(value))}`;

export function residualTable(
	averages: readonly Average[],
	{ fitted, residuals }: Derived
): string {
	return table(
		['group', 'cities', 'printed', 'fitted', 'residual'],
		averages.map((row, index) => [
			`${row.name} (${row.family})`,
			String(row.cities),
			fixed(row.printed),
			fixed(predict(row, fitted)),
			signed(residuals[index]!)
		])
	);
}

export function gradeTable({ fitted, means, cutoffs }: Derived): string {
	return table(
		['grade', 'cities', 'mean', 'mean, 95 %', 'lower cut-off', 'cut-off, 95 %'],
		GRADES.map((grade, index) => [
			grade,
			String(GRADE_SIZES[grade].cities),
			fixed(fitted[index]!),
			range(means[index]!),
			cutoffs[index] ? cutoffs[index].mid.toFixed(1) : '',
			cutoffs[index] ? range(cutoffs[index]) : ''
		])
	);
}

/** Medians of the cut-offs under each shape alone: what the shape decides. */
export function shapeTable({ byShape }: Derived): string {
	return table(
		['shape', ...GRADES.slice(1).map((worse, index) => `${GRADES[index]} / ${worse}`)],
		SHAPES.map((shape) => [shape, ...byShape[shape].map(({ mid }) => mid.toFixed(1))])
	);
}

/** Replaces what stands between `<!-- table:NAME -->` and `<!-- /table -->`. */
export function fillTables(text: string, averages: readonly Average[], derived: Derived): string {
	const tables = {
		residuals: `${residualTable(averages, derived)}\n\nRMSE ${fixed(derived.rmse)}.`,
		grades: gradeTable(derived),
		shapes: shapeTable(derived)
	};
	return Object.entries(tables).reduce((filled, [name, content]) => {
		const place = new RegExp(`(<!-- table:${name} -->)[^]*?(<!-- /table -->)`);
		if (!place.test(filled)) throw new Error(`docs/grades.md: the marker table:${name} is missing`);
		return filled.replace(place, `$1\n\n${content}\n\n$2`);
	}, text);
}
