/** The report as a workbook: a sheet a section, tables one below the other, figures as numbers. */
import { writeXlsx, type Cell, type CellValue, type WriteSheet } from 'hucre/xlsx';
import type { CellUnit, ReportCell, ReportDocument, ReportSection } from '#report/types';

const FORMATS: Record<CellUnit, string> = {
	ratio: '0.00%',
	points: '+0.00%;-0.00%;0.00%',
	score: '0.00',
	count: '#,##0',
	seconds: '0.0',
	plain: 'General'
};
const BOLD = { font: { bold: true } };
const LONGEST_SHEET_NAME = 31;

const valueOf = (cell: ReportCell): CellValue => (typeof cell === 'string' ? cell : cell.value);

function sheetOf(section: ReportSection, lead: readonly string[]): WriteSheet {
	const rows: CellValue[][] = [];
	const cells = new Map<string, Partial<Cell>>();
	const add = (row: CellValue[], bold = false) => {
		if (bold)
			for (const column of row.keys()) cells.set(`${rows.length},${column}`, { style: BOLD });
		rows.push(row);
	};
	for (const [index, text] of [...lead, section.title, ...section.paragraphs].entries())
		add([text], index <= lead.length);
	for (const table of section.tables) {
		add([]);
		add([table.title], true);
		add(
			table.columns.map(({ header }) => header),
			true
		);
		for (const row of table.rows) {
			for (const [column, cell] of row.entries())
				if (typeof cell !== 'string')
					cells.set(`${rows.length},${column}`, { style: { numFmt: FORMATS[cell.unit] } });
			add(row.map(valueOf));
		}
		if (table.note) add([table.note]);
	}
	const widths = section.tables.flatMap(({ columns }) => [...columns.entries()]);
	const columns: { width: number }[] = [];
	for (const [index, { width }] of widths)
		columns[index] = { width: Math.max(width, columns[index]?.width ?? 0) };
	return { name: section.title.slice(0, LONGEST_SHEET_NAME), columns, rows, cells };
}

export async function reportXlsx(document: ReportDocument): Promise<Uint8Array> {
	const lead = [document.title, document.subtitle];
	const sheets = document.sections.map((section, index) =>
		sheetOf(section, index === 0 ? lead : [])
	);
	return writeXlsx({ sheets });
}
