/** The report as a Word document; its typeface is named, not embedded: every Chinese office has one of them. */
import {
	AlignmentType,
	Document,
	Footer,
	HeadingLevel,
	Packer,
	PageNumber,
	Paragraph,
	Table,
	TableCell,
	TableRow,
	TextRun,
	WidthType
} from 'docx';
import type { ReportCell, ReportDocument, ReportTable } from '#report/types';

const FONT = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: 'Microsoft YaHei' };
/** Half points. */
const SIZES = { body: 20, table: 16, note: 16 };

const text = (cell: ReportCell) => (typeof cell === 'string' ? cell : cell.text);

function tableCell(cell: ReportCell, isFigure: boolean, width: number, bold = false): TableCell {
	return new TableCell({
		width: { size: width, type: WidthType.PERCENTAGE },
		margins: { left: 60, right: 60, top: 30, bottom: 30 },
		children: [
			new Paragraph({
				alignment: isFigure ? AlignmentType.RIGHT : AlignmentType.LEFT,
				children: [new TextRun({ text: text(cell), size: SIZES.table, bold })]
			})
		]
	});
}

function tableOf({ columns, rows }: ReportTable): Table {
	const total = columns.reduce((sum, { width }) => sum + width, 0);
	const shares = columns.map(({ width }) => (100 * width) / total);
	const row = (cells: readonly ReportCell[], isHeader = false) =>
		new TableRow({
			tableHeader: isHeader,
			cantSplit: true,
			children: cells.map((cell, index) =>
				tableCell(cell, columns[index]!.figure, shares[index]!, isHeader)
			)
		});
	return new Table({
		width: { size: 100, type: WidthType.PERCENTAGE },
		rows: [
			row(
				columns.map(({ header }) => header),
				true
			),
			...rows.map((cells) => row(cells))
		]
	});
}

const paragraph = (text: string, size = SIZES.body) =>
	new Paragraph({ spacing: { after: 120 }, children: [new TextRun({ text, size })] });
const heading = (text: string, level: (typeof HeadingLevel)[keyof typeof HeadingLevel]) =>
	new Paragraph({ heading: level, keepNext: true, spacing: { before: 240, after: 120 }, text });

export async function reportDocx(report: ReportDocument): Promise<Uint8Array> {
	const children = [
		new Paragraph({ heading: HeadingLevel.TITLE, text: report.title }),
		paragraph(report.subtitle),
		...report.sections.flatMap((section) => [
			heading(section.title, HeadingLevel.HEADING_1),
			...section.paragraphs.map((text) => paragraph(text)),
			...section.tables.flatMap((table) => [
				heading(table.title, HeadingLevel.HEADING_2),
				tableOf(table),
				paragraph(table.note, SIZES.note)
			])
		])
	];
	const document = new Document({
		title: report.title,
		styles: { default: { document: { run: { font: FONT, size: SIZES.body } } } },
		sections: [
			{
				properties: { page: { margin: { top: 1000, bottom: 1000, left: 900, right: 900 } } },
				footers: {
					default: new Footer({
						children: [
							new Paragraph({
								alignment: AlignmentType.CENTER,
								children: [
									new TextRun({
										children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
										size: SIZES.note
									})
								]
							})
						]
					})
				},
				children
			}
		]
	});
	return new Uint8Array(await Packer.toBuffer(document));
}
