/** A table as CSV that spreadsheets open: RFC 4180 with a BOM, without which Excel reads UTF-8 as GBK. */

/** Null is an empty cell, never 0. */
export type CsvCell = string | number | null;

const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';

export function csvOf(lines: readonly (readonly CsvCell[])[]): string {
	return BYTE_ORDER_MARK + lines.map((line) => line.map(cellText).join(',') + LINE_END).join('');
}

function cellText(cell: CsvCell): string {
	if (cell === null) return '';
	if (typeof cell === 'number') return String(cell);
	const text = harmless(cell);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Spreadsheets run what begins so as a formula; an apostrophe makes it text. */
function harmless(text: string): string {
	return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
