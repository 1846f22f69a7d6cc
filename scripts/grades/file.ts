/** The data that the product ships: means, cut-offs and joint draws, with where they come from. */
import { GRADE_SIZES, GRADES, REPORT } from '#reference/national-index-2023';
import { format, resolveConfig } from 'prettier';
import type { Average } from './averages.ts';
import type { Derived, Limits, Options } from './derive.ts';
import { SHAPES } from './shapes.ts';

export const OPTIONS: Options = { seed: 2023, replicates: 6000, kept: 240 };

export const CUTOFFS_FILE = new URL('../../src/lib/assessment/grade-cutoffs.json', import.meta.url);

const round = (value: number) => Number(value.toFixed(2));
const rounded = ({ low, mid, high }: Limits): Limits => ({
	low: round(low),
	mid: round(mid),
	high: round(high)
});

/** The text of `grade-cutoffs.json`; it depends on the report and the options alone. */
export async function cutoffsFile(
	averages: readonly Average[],
	{ fitted, rmse, means, cutoffs, kept }: Derived
): Promise<string> {
	const data = {
		provenance: {
			inferred: '推算',
			report: REPORT,
			averages: averages.length,
			rmse: round(rmse),
			method:
				'mean of each grade: least squares weighted by cities; cut-off: between two means by one of the shapes; 95 % limits from resampling provinces (and regions, tiers, classes) over all shapes; see docs/grades.md',
			shapes: SHAPES,
			...OPTIONS
		},
		grades: GRADES.map((grade, index) => ({
			grade,
			cities: GRADE_SIZES[grade].cities,
			mean: round(fitted[index]!),
			low: round(means[index]!.low),
			high: round(means[index]!.high)
		})),
		cutoffs: cutoffs.map((limits, index) => ({
			better: GRADES[index]!,
			worse: GRADES[index + 1]!,
			...rounded(limits)
		})),
		draws: kept.map((draw) => ({
			cutoffs: draw.cutoffs.map(round),
			means: draw.means.map(round)
		}))
	};
	const config = await resolveConfig(CUTOFFS_FILE);
	return format(JSON.stringify(data), { ...config, parser: 'json' });
}
