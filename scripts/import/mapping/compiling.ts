/** What the parts of a mapping share while they are compiled against a file's header. */
import type { Mapping } from './schema.ts';
import { CellError } from './cellError.ts';

/** A row's cells, in the header's order. */
export type Row = readonly string[];
/** The rows that make an event: one, or those of a group in the file's order. */
export type Rows = readonly Row[];

export interface Compiling {
	mapping: Mapping;
	zone: string;
	/** The file is a workbook: its dates come as `yyyy-MM-dd HH:mm:ss`, whatever they look like there. */
	isWorkbook: boolean;
	/** The column's index; remembers what is missing. */
	column: (name: string) => number;
	/** A value that no map lists was given the map's default. */
	onUnmapped: (column: string, value: string) => void;
	/** Something that a reader of the summary should know happened. */
	onNotice: (what: string) => void;
	/** True while rows are read from bytes that were not valid in their encoding. */
	damaged: { now: boolean };
}

/** Reads one cell, trimmed; throws where its bytes were no text. */
export function readCell(compiling: Compiling, name: string): (rows: Rows) => string {
	const index = compiling.column(name);
	const { damaged } = compiling;
	return (rows) => {
		const text = (rows[0]?.[index] ?? '').trim();
		if (damaged.now && text.includes('\uFFFD'))
			throw new CellError('encoding_invalid', `${name}: has bytes that are no text`);
		return text;
	};
}
