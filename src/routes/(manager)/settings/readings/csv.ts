/** Readings from a CSV: a header names the columns, a bad line is named and costs nothing else. */
import { parse } from 'csv-parse/browser/esm/sync';
import { EMPTY, faultsOf, type Faults, type Typed } from './draft.ts';

export const COLUMNS = ['item', 'value', 'method', 'from', 'to', 'n', 'note'] as const;

export interface CsvLine {
	/** Of the file, the header being 1. */
	line: number;
	/** `reading_id` of the file; empty where it has none. */
	id: string;
	typed: Typed;
	faults: Faults;
}

/** Lines by the file; throws with the reason where it is no CSV or lacks a column. */
export function readCsv(text: string): CsvLine[] {
	const rows: string[][] = parse(text, { bom: true, trim: true, skip_empty_lines: true });
	const header = rows[0] ?? [];
	const missing = COLUMNS.slice(0, 5).filter((column) => !header.includes(column));
	if (missing.length > 0) throw new Error(missing.join(', '));
	return rows.slice(1).map((row, place) => {
		const cell = (column: string) => row[header.indexOf(column)] ?? '';
		const typed = {
			...EMPTY,
			...Object.fromEntries(COLUMNS.map((column) => [column, cell(column)]))
		};
		return { line: place + 2, id: cell('reading_id'), typed, faults: faultsOf(typed) };
	});
}
