/** In which column a section of the report stands on very wide screens. Pure. */
import type { ReportSection } from '$lib/report/types.ts';

/** What fills a column: the index; what was measured, and how; each peer in turn. */
const COLUMNS = [['summary', 'index'], ['measures', 'slots', 'quality', 'method'], ['peers']];

/** The sections in one column as they print, or in several; one of no column stands in the last. */
export function columnsOf(sections: readonly ReportSection[], isWide: boolean): ReportSection[][] {
	if (!isWide) return [[...sections]];
	const placeOf = ({ id }: ReportSection) => {
		const place = COLUMNS.findIndex((ids) => ids.includes(id));
		return place < 0 ? COLUMNS.length - 1 : place;
	};
	return COLUMNS.map((_, column) =>
		sections.filter((section) => placeOf(section) === column)
	).filter((column) => column.length > 0);
}
