/** One table as a file that a spreadsheet opens: CSV or .xlsx, with its times on the Beijing clock. */
import { writeXlsx } from 'hucre/xlsx';
import type { Context } from 'hono';
import { BEIJING_OFFSET_MS, formatInstant } from '#contract/instant';
import { csvOf } from '../../src/lib/csv.ts';

export const FORMATS = ['csv', 'xlsx'] as const;
export type Format = (typeof FORMATS)[number];

/** An instant is marked: in CSV it is ISO 8601, in .xlsx a date. Null is an empty cell, never 0. */
export type Cell = string | number | null | { instant: number };

export interface Table {
	/** The sheet's name. */
	name: string;
	columns: readonly { header: string; width: number }[];
	rows: readonly (readonly Cell[])[];
}

const TYPES: Record<Format, string> = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
};

/** Answers with the table as a file; `name` is the file's, without its ending. */
export async function sendTable(c: Context, table: Table, format: Format, name: string) {
	const body = format === 'csv' ? toCsv(table) : await toXlsx(table);
	return c.body(body, 200, {
		'Content-Type': TYPES[format],
		'Content-Disposition': attachment(`${name}.${format}`),
		'Cache-Control': 'no-store'
	});
}

export function toCsv({ columns, rows }: Table): string {
	return csvOf([columns.map(({ header }) => header), ...rows.map((row) => row.map(csvCell))]);
}

const csvCell = (cell: Cell) =>
	cell !== null && typeof cell === 'object' ? formatInstant(cell.instant) : cell;

/** In .xlsx a string is a string, whatever it begins with. */
async function toXlsx({ name, columns, rows }: Table): Promise<Uint8Array<ArrayBuffer>> {
	const value = (cell: Cell) =>
		cell !== null && typeof cell === 'object' ? new Date(cell.instant + BEIJING_OFFSET_MS) : cell;
	const header = columns.map((column) => column.header);
	const bytes = await writeXlsx({
		sheets: [
			{
				name,
				columns: columns.map(({ width }) => ({ width })),
				rows: [header, ...rows.map((row) => row.map(value))],
				freezePane: { rows: 1 }
			}
		]
	});
	return new Uint8Array(bytes);
}

/** RFC 6266: the true name in UTF-8 (RFC 5987), and one in ASCII for who cannot read it. */
export function attachment(name: string): string {
	const encoded = encodeURIComponent(name).replace(
		/['()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
	);
	const ending = name.slice(name.lastIndexOf('.'));
	return `attachment; filename="rexian${ending}"; filename*=UTF-8''${encoded}`;
}
