/** Reads rows of a delimited text, with the line that each begins on. */
import { parse, type CsvError, type Info } from 'csv-parse';
import type { Lines } from './decode.ts';
import { LineNumbers } from './lineNumbers.ts';
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

export async function readCsv(
	lines: AsyncIterable<Lines>,
	options: CsvOptions,
	sink: RowSink,
	pace: Pace
): Promise<ReadEnd> {
	const numbers = new LineNumbers();
	let line = 1;
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
			line = numbers.at(info.bytes);
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
