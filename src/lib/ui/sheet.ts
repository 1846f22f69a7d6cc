/** The figures of a page as one tidy table, to be saved as a file. */
import type { CsvCell } from '../csv.ts';
import type { Rate } from '../statistics/wilson.ts';
import { m } from '../words/m.ts';

export interface Sheet {
	/** The file's name, without its ending. */
	name: string;
	headers: readonly string[];
	rows: readonly (readonly CsvCell[])[];
}

export interface FigureRow {
	name: string;
	unit: 'ratio' | 'score' | 's' | '';
	value: number | null;
	/** 95 %. */
	low?: number | null;
	high?: number | null;
	n?: number | null;
	/** What it is compared with, what it rests on. */
	note?: string;
}

export const rateRow = (name: string, rate: Rate, note = ''): FigureRow => ({
	name,
	unit: 'ratio',
	value: rate.value,
	low: rate.low,
	high: rate.high,
	n: rate.denominator,
	note
});

/** A row a figure, each with its interval, n and instant. */
export function figureSheet(name: string, asOf: string, rows: readonly FigureRow[]): Sheet {
	return {
		name: `${name} ${asOf.slice(0, 10)}`,
		headers: [
			m.common_column_figure(),
			m.common_column_value(),
			m.common_column_unit(),
			m.common_column_low(),
			m.common_column_high(),
			m.common_counts(),
			m.common_column_note(),
			m.common_data_as_of()
		],
		rows: rows.map((row) => [
			row.name,
			row.value,
			row.unit,
			row.low ?? null,
			row.high ?? null,
			row.n ?? null,
			row.note ?? '',
			asOf
		])
	};
}
