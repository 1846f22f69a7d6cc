/** What each source sent and what is wrong with it, and the missing fields, as a table. */
import type { LogCounts, Quality } from '$lib/contract/quality.ts';
import { rate } from '$lib/statistics/wilson.ts';
import { figureSheet, rateRow, type FigureRow, type Sheet } from '$lib/ui/sheet.ts';
import { m } from '$lib/words/m.ts';
import { FIELD_WORDS, FIGURE_WORDS } from './words.ts';

const COUNTS: Record<keyof typeof FIGURE_WORDS, (counts: LogCounts) => number> = {
	events: ({ events }) => events,
	rejected: ({ rejected }) => rejected,
	repeats: ({ repeats }) => repeats,
	conflicts: ({ conflicts }) => conflicts,
	corrections: ({ corrections }) => corrections,
	withdrawals: ({ withdrawals }) => withdrawals,
	late: ({ late }) => late.over_1h,
	ahead: ({ skew }) => skew.ahead
};

export function qualitySheet(name: string, answer: Quality): Sheet {
	const rowsOf = (source: string, counts: LogCounts): FigureRow[] =>
		Object.entries(COUNTS).map(([id, countOf]) => ({
			name: FIGURE_WORDS[id as keyof typeof COUNTS](),
			unit: '',
			value: countOf(counts),
			note: source
		}));
	return figureSheet(name, answer.as_of, [
		...answer.sources.flatMap((source) => rowsOf(source.id, source)),
		...answer.fields.map(({ id, missing: { numerator, denominator } }) =>
			rateRow(
				FIELD_WORDS[id](),
				rate(denominator - numerator, denominator),
				m.quality_fields_title()
			)
		)
	]);
}
