/** The report as a PDF: laid out here, without a browser, in a Chinese face that is embedded by subset. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { ReportCell, ReportDocument, ReportTable } from '#report/types';

const require = createRequire(import.meta.url);
const FACES = join(dirname(require.resolve('@embedpdf/fonts-sc')), '../fonts');
const face = (weight: string) => join(FACES, `NotoSansHans-${weight}.otf`);
const INK = '#16202a';
const LINE = '#d5dbe1';

interface PdfMake {
	setFonts(fonts: Record<string, Record<string, string>>): void;
	setLocalAccessPolicy(allows: (path: string) => boolean): void;
	setUrlAccessPolicy(allows: (url: string) => boolean): void;
	createPdf(definition: TDocumentDefinitions): { getBuffer(): Promise<Uint8Array> };
}

function loadPdfMake(): PdfMake {
	const pdfmake = require('pdfmake') as PdfMake;
	const [normal, bold] = [face('Regular'), face('Medium')];
	pdfmake.setFonts({ sans: { normal, bold, italics: normal, bolditalics: bold } });
	// A report names no file and no address: only the faces are read.
	pdfmake.setLocalAccessPolicy((path) => path === normal || path === bold);
	pdfmake.setUrlAccessPolicy(() => false);
	return pdfmake;
}

const text = (cell: ReportCell) => (typeof cell === 'string' ? cell : cell.text);

function tableOf({ columns, rows, title, note }: ReportTable): Content[] {
	const aligned = (cell: ReportCell, index: number, bold = false) => ({
		text: text(cell),
		bold,
		alignment: columns[index]!.figure ? ('right' as const) : ('left' as const)
	});
	return [
		{ text: title, style: 'table', headlineLevel: 2 },
		{
			fontSize: columns.length > 6 ? 7 : 8,
			table: {
				headerRows: 1,
				dontBreakRows: true,
				widths: columns.map(({ figure }, index) => (figure ? 'auto' : index === 0 ? 110 : '*')),
				body: [
					columns.map(({ header }, index) => aligned(header, index, true)),
					...rows.map((row) => row.map((cell, index) => aligned(cell, index)))
				]
			},
			layout: {
				hLineWidth: () => 0.5,
				vLineWidth: () => 0,
				hLineColor: () => LINE,
				paddingTop: () => 2.5,
				paddingBottom: () => 2.5
			}
		},
		...(note ? [{ text: note, style: 'note' }] : [])
	];
}

export async function reportPdf(report: ReportDocument): Promise<Uint8Array> {
	const content: Content[] = [
		{ text: report.title, style: 'title' },
		{ text: report.subtitle, style: 'note' },
		...report.sections.flatMap((section): Content[] => [
			{ text: section.title, style: 'section', headlineLevel: 1 },
			...section.paragraphs.map((paragraph) => ({
				text: paragraph,
				margin: [0, 0, 0, 5] as [number, number, number, number]
			})),
			...section.tables.flatMap(tableOf)
		])
	];
	const definition: TDocumentDefinitions = {
		info: { title: report.title },
		pageSize: 'A4',
		pageMargins: [42, 46, 42, 46],
		content,
		defaultStyle: { font: 'sans', fontSize: 9.5, lineHeight: 1.25, color: INK },
		styles: {
			title: { fontSize: 19, bold: true, margin: [0, 0, 0, 4] },
			section: { fontSize: 13, bold: true, margin: [0, 14, 0, 6] },
			table: { fontSize: 10, bold: true, margin: [0, 10, 0, 4] },
			note: { fontSize: 8, color: '#4b5866', margin: [0, 3, 0, 6] }
		},
		footer: (page: number, pages: number) => ({
			text: `${page} / ${pages}`,
			alignment: 'center',
			fontSize: 8
		}),
		// A heading at the foot of a page belongs to what follows it.
		pageBreakBefore: (node, nodes) =>
			node.headlineLevel !== undefined && nodes.getFollowingNodesOnPage().length === 0
	};
	return new Uint8Array(await loadPdfMake().createPdf(definition).getBuffer());
}
