/** A mapping against a file's header: functions of rows, or what is missing. */
import type { Tally } from '../tally.ts';
import { bump } from '../tally.ts';
import { CellError } from './cellError.ts';
import { readCell, type Compiling, type Row, type Rows } from './compiling.ts';
import { compileCondition, type Test } from './conditions.ts';
import { compileEvents, type Made } from './events.ts';
import { findColumns } from './header.ts';
import type { Mapping } from './schema.ts';

export interface Compiled {
	/** Columns of the header. */
	width: number;
	keep: Test;
	/** A row's group; undefined where every row stands alone. */
	key: ((rows: Rows) => string) | undefined;
	events: (rows: Rows) => Made;
	/** Set before each row. */
	damaged: { now: boolean };
}

export interface CompileOptions {
	city: string;
	zone: string;
	isWorkbook: boolean;
	tally: Tally;
}

/** The functions, or the names of columns that the header has not. */
export function compileMapping(
	mapping: Mapping,
	header: Row,
	{ city, zone, isWorkbook, tally }: CompileOptions
): Compiled | { missing: string[] } {
	const columns = findColumns(header);
	const compiling: Compiling = {
		mapping,
		zone,
		isWorkbook,
		column: columns.index,
		onUnmapped: (column, value) => tally.noteUnmapped(column, value),
		onNotice: (what) => bump(tally.notices, what),
		damaged: { now: false }
	};
	const compiled: Compiled = {
		width: header.length,
		keep: mapping.keep ? compileCondition(compiling, mapping.keep) : () => true,
		key: mapping.group ? compileKey(compiling, mapping.group.by) : undefined,
		events: compileEvents(compiling, city),
		damaged: compiling.damaged
	};
	const missing = columns.missing();
	return missing.length > 0 ? { missing } : compiled;
}

function compileKey(compiling: Compiling, names: readonly string[]): (rows: Rows) => string {
	const parts = names.map((name) => readCell(compiling, name));
	return (rows) => {
		const values = parts.map((part) => part(rows));
		if (values.every((value) => value === ''))
			throw new CellError('field_empty', `${names.join(' + ')}: the group has no name`);
		return values.join('\u0001');
	};
}
