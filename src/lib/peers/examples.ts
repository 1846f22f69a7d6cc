/** The best and worst three cities of each first-level indicator, unnamed in the report, beside ours. */
import { NATIONAL_2023 } from '../assessment/national-2023.ts';
import type { Assessment } from '../assessment/types.ts';
import { EXAMPLES } from '../reference/national-index-2023.ts';
import type { ProfileComparison } from './types.ts';

const scoresOf = (example: string, name: string): number[] =>
	(EXAMPLES[example] ?? []).map((city) => {
		const score = city[name];
		if (score === undefined) throw new Error(`${example} has no ${name}`);
		return score;
	});

/** Second-level scores; an indicator that an edited profile left out is left out here. */
export function profileComparisons(assessment: Assessment): ProfileComparison[] {
	return NATIONAL_2023.indicators.map(({ id, name, children }) => {
		const ours = assessment.indicators.find((one) => one.id === id)?.children ?? [];
		return {
			id,
			name,
			indicators: children.flatMap((child) => {
				const own = ours.find((one) => one.id === child.id);
				if (!own) return [];
				return [
					{
						id: child.id,
						name: child.name,
						ours: { ...own.score, coverage: own.coverage },
						best: scoresOf(`${id}Top3`, child.name.zh),
						worst: scoresOf(`${id}Bottom3`, child.name.zh)
					}
				];
			})
		};
	});
}
