/** How the groups of items share sheets that stand side by side. Pure. */
import type { IndicatorAssessment } from '$lib/assessment/types.ts';

export interface Group {
	first: IndicatorAssessment;
	second: IndicatorAssessment;
	/** Whether the first level is named here: where it begins, and where a sheet does. */
	isNamed: boolean;
}

/** The groups of items in one sheet, or in two as equally long as whole groups allow. */
export function sheetsOf(indicators: readonly IndicatorAssessment[], count: 1 | 2): Group[][] {
	const groups = indicators.flatMap((first) =>
		(first.children ?? []).map((second, place) => ({ first, second, isNamed: place === 0 }))
	);
	if (count === 1) return [groups];
	const lengthOf = (some: readonly Group[]) =>
		some.reduce((rows, { second }) => rows + 1 + (second.items?.length ?? 0), 0);
	const differenceAt = (place: number) =>
		Math.abs(lengthOf(groups.slice(0, place)) - lengthOf(groups.slice(place)));
	const middle = groups.reduce(
		(best, _, place) => (differenceAt(place) < differenceAt(best) ? place : best),
		0
	);
	const after = groups.slice(middle);
	return [
		groups.slice(0, middle),
		after.map((group, place) => (place === 0 ? { ...group, isNamed: true } : group))
	].filter((sheet) => sheet.length > 0);
}
