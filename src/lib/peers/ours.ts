/** Our side of each comparison, from an assessment and what it was made of. */
import { chooseReading } from '../assessment/readings.ts';
import { measureLimits } from '../assessment/score-figure.ts';
import type { AssessInput, Measured } from '../assessment/assess.ts';
import type { Item } from '../assessment/profile.ts';
import type { Assessment, ItemAssessment } from '../assessment/types.ts';
import type { Subject } from './subjects.ts';
import type { OurFigure } from './types.ts';

function findItem(
	{ profile }: Pick<AssessInput, 'profile'>,
	assessment: Assessment,
	id: string
): { item: Item; assessed: ItemAssessment } | null {
	const items = profile.indicators.flatMap((first) =>
		first.children.flatMap((second) => second.items)
	);
	const assessed = assessment.indicators.flatMap((first) =>
		(first.children ?? []).flatMap((second) => second.items ?? [])
	);
	const item = items.find((one) => one.id === id);
	const found = assessed.find((one) => one.id === id);
	return item && found ? { item, assessed: found } : null;
}

/** A profile may have left an item out, or given it another unit: then there is nothing to compare. */
function ourItem(subject: Subject, input: AssessInput, assessment: Assessment): OurFigure | null {
	const found = findItem(input, assessment, subject.id);
	if (!found || (found.item.unit === 'ratio') !== (subject.unit === 'ratio')) return null;
	const { item, assessed } = found;
	const { value, n } = assessed.measure;
	if (value === null) return null;
	const measured: Measured | undefined =
		assessed.source === 'measured' ? input.measured[item.id] : undefined;
	const figure = measured ?? chooseReading(input.readings, item.id, input);
	const limits = measureLimits(item, { ...figure, value, n }, input.profile.prior);
	return {
		value,
		low: limits?.[0] ?? null,
		high: limits?.[1] ?? null,
		n,
		source: assessed.source,
		...(item.exact && { exact: true as const }),
		...(assessed.annualised_from_days !== undefined && {
			annualised_from_days: assessed.annualised_from_days
		})
	};
}

/** Our figure for a subject; null while it is unknown. An index is never unknown, but its interval says how well. */
export function ourFigure(
	subject: Subject,
	input: AssessInput,
	assessment: Assessment
): OurFigure | null {
	if (subject.level === 'item') return ourItem(subject, input, assessment);
	if (subject.level === 'index') {
		const { point, likely, coverage } = assessment.index;
		return coverage > 0 ? { value: point, ...likely, n: null } : null;
	}
	const indicator = assessment.indicators.find(({ id }) => id === subject.id);
	if (!indicator || indicator.coverage === 0) return null;
	const { point, low, high } = indicator.score;
	return { value: point, low, high, n: null };
}
