/**
 * Splits rows where nothing about them is in doubt: no quote, or quotes that open and close a cell.
 * Several times as fast as the full parser, which takes over where a row is anything else.
 */
export type PlainRow =
	| { cells: string[]; next: number; lines: number }
	/** The row goes on after the text. */
	| 'open'
	/** A quote where none belongs: for the full parser. */
	| 'doubtful';

export interface PlainDialect {
	delimiter: string;
	quote: string | null;
}

/** Makes the reader of rows in one text; positions that it is asked for must not go back. */
export function plainRows(text: string, { delimiter, quote }: PlainDialect, isLast: boolean) {
	let nextQuote = -1;
	const quoteFrom = (at: number): number => {
		if (quote === null) return Infinity;
		if (nextQuote < at) {
			nextQuote = text.indexOf(quote, at);
			if (nextQuote < 0) nextQuote = Infinity;
		}
		return nextQuote;
	};

	/** Where the line that holds `at` ends, and where the next begins; null: not in this text. */
	function lineEnd(at: number): { end: number; next: number } | null {
		const newline = text.indexOf('\n', at);
		if (newline < 0) return isLast ? { end: text.length, next: text.length } : null;
		return {
			end: text[newline - 1] === '\r' && newline > at ? newline - 1 : newline,
			next: newline + 1
		};
	}

	function quotedRow(start: number): PlainRow {
		const cells: string[] = [];
		let lines = 0;
		let at = start;
		for (;;) {
			const line = lineEnd(at);
			if (!line) return 'open';
			let cellEnd: number;
			if (quote !== null && text.startsWith(quote, at)) {
				const closed = closingQuote(at + 1);
				if (closed === null) return isLast ? 'doubtful' : 'open';
				let cell = text.slice(at + 1, closed);
				if (cell.includes('\n')) lines += cell.split('\n').length - 1;
				if (cell.includes(quote)) cell = cell.replaceAll(quote + quote, quote);
				cells.push(cell);
				cellEnd = closed + 1;
			} else {
				const found = text.indexOf(delimiter, at);
				cellEnd = found < 0 || found > line.end ? line.end : found;
				const cell = text.slice(at, cellEnd);
				if (quote !== null && cell.includes(quote)) return 'doubtful';
				cells.push(cell);
			}
			if (text.startsWith(delimiter, cellEnd)) {
				at = cellEnd + delimiter.length;
				continue;
			}
			const end = lineEnd(cellEnd);
			if (!end) return 'open';
			if (end.end !== cellEnd) return 'doubtful';
			return { cells, next: end.next, lines: lines + (end.next > end.end ? 1 : 0) };
		}
	}

	/** The position of the quote that closes a cell; doubled ones stand for themselves. */
	function closingQuote(from: number): number | null {
		for (let at = text.indexOf(quote!, from); at >= 0; at = text.indexOf(quote!, at + 2)) {
			// At the very end of a text that goes on, the next character is not known.
			if (at + 1 === text.length && !isLast) return null;
			if (!text.startsWith(quote!, at + 1)) return at;
		}
		return null;
	}

	return {
		/** The row that begins here; an empty line is one empty cell. */
		row(start: number): PlainRow {
			const line = lineEnd(start);
			if (!line) return 'open';
			if (quoteFrom(start) < line.end) return quotedRow(start);
			const cells = text.slice(start, line.end).split(delimiter);
			return { cells, next: line.next, lines: line.next > line.end ? 1 : 0 };
		}
	};
}
