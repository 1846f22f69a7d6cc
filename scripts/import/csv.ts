/** Reads rows of a delimited text, with the line that each begins on. */
import { parse, type CsvError, type Info } from 'csv-parse';
import type { Lines } from './decode.ts';
import { LineNumbers } from './lineNumbers.ts';
import { plainRows } from './plainRows.ts';
import type { Pace, ReadEnd, RowSink } from './rows.ts';

/** Longer rows are an unclosed quote that has swallowed the rows after it. */
const LONGEST_ROW_BYTES = 1_048_576;

export class CsvReadError extends Error {
	constructor(
		message: string,
		readonly line: number
	) {
		super(message);
	}
}

export interface CsvOptions {
	delimiter: string;
	quote: string | null;
	/** Whether the file has been appended to since: then its last line may not be whole. */
	isGrowing: () => boolean;
}

/** Reads rows the quick way as long as none of them is in doubt, and then the full way to the end. */
export async function readCsv(
	lines: AsyncIterable<Lines>,
	options: CsvOptions,
	sink: RowSink,
	pace: Pace
): Promise<ReadEnd> {
	const parts = lines[Symbol.asyncIterator]();
	let line = 1;
	/** The text of a row that began in the parts before. */
	let carried = '';
	let damaged = false;
	for (let next = await parts.next(); !next.done; next = await parts.next()) {
		const part = next.value;
		if (part.isTail && options.isGrowing()) {
			if (carried === '') return { nextLine: line, unfinishedBytes: part.bytes.length };
			return readFully(restOf(carried, damaged, part, parts), options, sink, pace, line);
		}
		damaged ||= part.damaged;
		const text = carried + part.bytes.toString('utf8');
		const rows = plainRows(text, options, part.isTail);
		let at = 0;
		while (at < text.length) {
			const row = rows.row(at);
			if (row === 'doubtful' || (row === 'open' && text.length - at > LONGEST_ROW_BYTES)) {
				const rest = { ...part, bytes: Buffer.from(text.slice(at)), damaged };
				return readFully(restOf('', false, rest, parts), options, sink, pace, line);
			}
			if (row === 'open') break;
			if (row.cells.length === 1 && row.cells[0]!.trim() === '') sink.blank(1);
			else sink.row(row.cells, line, damaged);
			line += row.lines;
			at = row.next;
		}
		carried = text.slice(at);
		damaged = carried !== '' && damaged;
		await pace();
	}
	if (carried !== '') {
		const rest = { bytes: Buffer.from(carried), damaged, isTail: true };
		return readFully(restOf('', false, rest, parts), options, sink, pace, line);
	}
	return { nextLine: line, unfinishedBytes: 0 };
}

/** What is left of a file: what was carried, a part, and the parts after it. */
async function* restOf(
	carried: string,
	damaged: boolean,
	part: Lines,
	parts: AsyncIterator<Lines>
): AsyncGenerator<Lines> {
	if (carried !== '') yield { bytes: Buffer.from(carried), damaged, isTail: false };
	yield part;
	for (let next = await parts.next(); !next.done; next = await parts.next()) yield next.value;
}

/** The full parser, from the line `firstLine` on. */
export async function readFully(
	lines: AsyncIterable<Lines>,
	options: CsvOptions,
	sink: RowSink,
	pace: Pace,
	firstLine = 1
): Promise<ReadEnd> {
	const numbers = new LineNumbers();
	let line = firstLine;
	let emptyLines = 0;
	let damaged = false;
	let endsWhole = false;
	const failures: Error[] = [];
	const parser = parse({
		delimiter: options.delimiter,
		quote: options.quote,
		record_delimiter: ['\r\n', '\n'],
		relax_column_count: true,
		relax_quotes: true,
		skip_empty_lines: true,
		max_record_size: LONGEST_ROW_BYTES,
		on_record: (cells: string[], info: Info & { empty_lines: number; bytes: number }) => {
			const empty = info.empty_lines - emptyLines;
			emptyLines = info.empty_lines;
			if (empty > 0) sink.blank(empty);
			const begins = line + empty;
			line = firstLine - 1 + numbers.at(info.bytes);
			if (cells.length === 1 && cells[0]?.trim() === '') sink.blank(1);
			else sink.row(cells, begins, damaged);
			return null;
		}
	});
	parser.on('error', (error) => failures.push(error));
	parser.resume();

	let unfinished: Buffer | undefined;
	for await (const part of lines) {
		if (part.isTail && options.isGrowing()) {
			unfinished = part.bytes;
			break;
		}
		numbers.add(part.bytes);
		// A row may have begun in the part before.
		damaged ||= part.damaged;
		parser.write(part.bytes);
		damaged = part.damaged;
		endsWhole = !part.isTail;
		throwFirst(failures, line);
		await pace();
	}
	await new Promise<void>((resolve) => parser.once('close', resolve).end());
	const open = failures.find((error) => (error as CsvError).code === 'CSV_QUOTE_NOT_CLOSED');
	if (!open) throwFirst(failures, line);
	else if (!unfinished)
		sink.unreadable(
			'quote_unclosed',
			'a quote is not closed up to the end of the file: it is cut off, or a quote is missing in this row',
			line
		);
	// The parser takes the end after the last line end for one more empty line.
	const trailing = parser.info.empty_lines - emptyLines - (endsWhole && !open ? 1 : 0);
	if (trailing > 0) sink.blank(trailing);
	return { nextLine: open ? line : line + trailing, unfinishedBytes: unfinished?.length ?? 0 };
}

function throwFirst(failures: readonly Error[], line: number): void {
	const [first] = failures;
	if (!first) return;
	if ((first as CsvError).code === 'CSV_MAX_RECORD_SIZE')
		throw new CsvReadError(
			`line ${line}: the row that begins here is longer than ${LONGEST_ROW_BYTES} bytes, so a quote is not closed in it; mend it, or go on after it`,
			line
		);
	throw first;
}
