/** What each source sent and what is wrong with it, and the missing fields, as a table. */
import type { LogCounts, Quality } from '$lib/contract/quality.ts';
import { figureSheet, rateRow, type FigureRow, type Sheet } from '$lib/ui/sheet.ts';
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
		...answer.fields.map(({ id, missing }) => rateRow(FIELD_WORDS[id](), missing))
	]);
}
