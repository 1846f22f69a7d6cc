/** What readers of files hand on, and to whom. */

/** A row and where it stands: its first line in the file, from 1, or its number in the sheet. */
export interface RowSink {
	/** `damaged`: U+FFFD in a cell may stand for bytes that were no text. */
	row: (cells: readonly string[], line: number, damaged: boolean) => void;
	blank: (count: number) => void;
	/** A row that could not even be read. */
	unreadable: (reason: string, message: string, line: number) => void;
	/** No more rows: groups that are still open are whole now. */
	end: () => void;
	/** The first line of the oldest row that has not become an event yet. */
	oldestOpen: () => number | null;
}

/** Called between chunks: resolves when more may be read. */
export type Pace = () => Promise<void>;

export interface ReadEnd {
	/** The line after the last one that was read. */
	nextLine: number;
	/** Bytes of an unfinished last line of a file that is still being written. */
	unfinishedBytes: number;
}
