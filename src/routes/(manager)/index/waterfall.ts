/** From the nation's index to the city's, indicator by indicator. Pure. */
import type { Profile } from '$lib/assessment/profile.ts';
import type { Assessment } from '$lib/assessment/types.ts';

export interface Fall {
	id: string;
	name: string;
	name_en: string;
	/** The first-level indicator above it. */
	first: string;
	/** Index points that the indicator adds to the nation's. */
	delta: number;
	/** The index before and after it. */
	from: number;
	to: number;
	score: number;
	mean: number;
	/** Weight in the index. */
	weight: number;
	coverage: number;
}

export interface Waterfall {
	/** The nation's index by the profile's own means. */
	start: number;
	falls: Fall[];
	/** The city's index. */
	end: number;
}

/** One step a second-level indicator: weight · (score − national mean); they add up to the difference. */
export function waterfallOf(assessment: Assessment, profile: Profile): Waterfall {
	const seconds = profile.indicators.flatMap((first) =>
		first.children.map((second) => ({ second, weight: first.weight * second.weight }))
	);
	const start = seconds.reduce((sum, { second, weight }) => sum + weight * second.mean, 0);
	const means = new Map(seconds.map(({ second }) => [second.id, second.mean]));
	let running = start;
	const falls = assessment.indicators.flatMap((first) =>
		(first.children ?? []).map((second): Fall => {
			const weight = first.weight * second.weight;
			const mean = means.get(second.id) ?? second.score.point;
			const from = running;
			running += weight * (second.score.point - mean);
			return {
				id: second.id,
				name: second.name,
				name_en: second.name_en,
				first: first.id,
				delta: running - from,
				from,
				to: running,
				score: second.score.point,
				mean,
				weight,
				coverage: second.coverage
			};
		})
	);
	return { start, falls, end: assessment.index.point };
}

/** The scale that all steps fit on, whole fives. */
export function scaleOf({ start, falls, end }: Waterfall): [low: number, high: number] {
	const all = [start, end, ...falls.map(({ to }) => to)];
	const low = Math.floor((Math.min(...all) - 1) / 5) * 5;
	const high = Math.ceil((Math.max(...all) + 1) / 5) * 5;
	return [Math.max(0, low), Math.min(100, high)];
}
