/** Rows of a table, by a mapping: finds the header, filters, groups, and hands events on. */
import { GroupWindow } from '../group.ts';
import type { Intake } from '../intake.ts';
import type { RowSink } from '../rows.ts';
import { bump, type Tally } from '../tally.ts';
import { ROW_REASONS, CellError } from './cellError.ts';
import type { Row, Rows } from './compiling.ts';
import type { Compiled } from './compile.ts';
import type { Made } from './events.ts';

export interface TableSinkOptions {
	file: string;
	/** Tells whether a row is the header, and compiles the mapping against it. */
	onHeader: (cells: Row, line: number) => Compiled | null;
	/** Where the names are given and no row holds them. */
	compiled: Compiled | null;
	fromLine: number;
	window: number;
	tally: Tally;
	intake: Intake;
	/** Short rows lack their last, empty cells: workbooks leave them out. */
	mayBeShort: boolean;
}

export function createTableSink(options: TableSinkOptions): RowSink {
	const { file, tally, intake, fromLine } = options;
	let compiled = options.compiled;
	const groups = new GroupWindow<{ cells: Row; line: number; damaged: boolean }>({
		window: options.window,
		onWhole: ({ items, firstLine }) => {
			const rows = items.map(({ cells }) => cells);
			const line = items.at(-1)?.line ?? firstLine;
			if (!compiled) return;
			tally.at(firstLine);
			compiled.damaged.now = items.some(({ damaged }) => damaged);
			hand(compiled.events, rows, line, firstLine);
		},
		onReturn: (_key, line) => {
			bump(tally.notices, 'groups that came back after they were closed; raise group.window');
			tally.example('group_returned', `${file}:${line}: a row of a group that was closed before`);
		}
	});

	function hand(events: (rows: Rows) => Made, rows: Rows, line: number, firstLine: number) {
		intake.take(events(rows), { file, line, fromLine: firstLine, rows: rows.length });
	}

	function reject(error: CellError, line: number): void {
		const text = `${file}:${line}: ${error.message}; ${ROW_REASONS[error.reason]}`;
		tally.rejectRow(error.reason, text, line);
	}

	function accept(mapping: Compiled, cells: Row, line: number, damaged: boolean): void {
		checkWidth(mapping.width, cells, options.mayBeShort);
		if (!mapping.keep([cells])) return bump(tally.filtered, 'keep');
		const key = mapping.key?.([cells]);
		if (key === undefined) hand(mapping.events, [cells], line, line);
		else groups.add(key, { cells, line, damaged }, line);
	}

	return {
		row: (cells, line, damaged) => {
			tally.rows++;
			if (!compiled) {
				compiled = options.onHeader(cells, line);
				tally.header++;
				return;
			}
			if (line < fromLine) {
				tally.before++;
				return;
			}
			tally.at(line);
			compiled.damaged.now = damaged;
			try {
				accept(compiled, cells, line, damaged);
			} catch (error) {
				if (!(error instanceof CellError)) throw error;
				reject(error, line);
			}
			if (damaged && cells.some((cell) => cell.includes('\uFFFD')))
				bump(tally.notices, 'rows with bytes that are no text in this encoding, in any column');
		},
		blank: (count) => {
			tally.rows += count;
			tally.blank += count;
		},
		unreadable: (reason, message, line) => {
			tally.rows++;
			tally.rejectRow(reason, `${file}:${line}: ${message}`, line);
		},
		end: () => groups.closeAll(),
		oldestOpen: () => groups.oldestLine()
	};
}

function checkWidth(width: number, cells: Row, mayBeShort: boolean): void {
	if (cells.length < width && !mayBeShort)
		throw new CellError('columns_missing', `has ${cells.length} columns, the header ${width}`);
	if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== ''))
		throw new CellError('columns_extra', `has ${cells.length} columns, the header ${width}`);
}
