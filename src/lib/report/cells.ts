/** Figures of a report, each with what a spreadsheet computes with. */
import { NOTHING } from '../format.ts';
import { MEASURES, type MeasureId } from '../contract/measures.ts';
import type { CellUnit, FigureCell, ReportLang, ReportSubject, ReportTable } from './types.ts';
import type { Rate } from '../statistics/wilson.ts';

const thousands = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, ',');
const signed = (text: string) => (text.startsWith('-') ? `−${text.slice(1)}` : text);

const FORMATS: Record<CellUnit, (value: number) => string> = {
	ratio: (value) => `${(value * 100).toFixed(2)}%`,
	points: (value) => `${value > 0 ? '+' : ''}${(value * 100).toFixed(2)}`,
	score: (value) => value.toFixed(2),
	count: (value) => thousands(Math.round(value)),
	seconds: (value) => value.toFixed(1),
	plain: (value) => String(Number(value.toFixed(2)))
};

export function figure(value: number | null | undefined, unit: CellUnit): FigureCell {
	if (value === null || value === undefined) return { text: NOTHING, value: null, unit };
	return { text: signed(FORMATS[unit](value)), value, unit };
}

/** A figure whose column does not say its unit. */
export function withUnit(cell: FigureCell, unit: string): FigureCell {
	return cell.value === null || unit === '' ? cell : { ...cell, text: `${cell.text} ${unit}` };
}

/** An ideographic space: a second-level indicator stands under its first-level one. */
export const INDENT = '\u3000';

/** Value, numerator, denominator, low, high. */
export function rateCells({ value, numerator, denominator, low, high }: Rate): FigureCell[] {
	return [
		figure(value, 'ratio'),
		figure(numerator, 'count'),
		figure(denominator, 'count'),
		figure(low, 'ratio'),
		figure(high, 'ratio')
	];
}

/** Headers with `#` before them are of columns of figures. */
export function columnsOf(headers: readonly string[], firstWidth = 26): ReportTable['columns'] {
	return headers.map((header, index) => ({
		header: header.replace(/^#/, ''),
		figure: header.startsWith('#'),
		width: index === 0 ? firstWidth : header.startsWith('#') ? 11 : 22
	}));
}

export const measureSubject = (id: MeasureId, lang: ReportLang): ReportSubject => ({
	kind: 'measure',
	id,
	name: MEASURES[id][lang]
});
