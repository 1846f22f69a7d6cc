/**
 * What the server is told of rows that became no event and of words that no map lists. Notes of lines
 * that will be read again after a failure wait, so that every line is told of exactly once.
 */
import {
	MOST_NOTES,
	OTHER_WORDS,
	WORD_LENGTH,
	ROW_REJECTIONS,
	type ImportNotes,
	type RowRejection
} from '#contract/imports';
import { hideNumbers } from '#contract/numbers';
import { bump, type Counts } from './tally.ts';

const WORDS_A_COLUMN = 500;
/** So many may wait before it is looked which of them are through. */
const WAITING = 10_000;

interface Note {
	line: number;
	column: string | null;
	word: string;
}

export interface NotesOptions {
	fromLine: number;
	/** Everything before this line has been taken for good. */
	reached: () => number;
}

export class Notes {
	/** Where the row that is being read, or the first of its group, stands. */
	line = 1;
	#waiting: Note[] = [];
	readonly #rejected: Counts = new Map();
	readonly #unmapped = new Map<string, Counts>();
	readonly #options: NotesOptions;

	constructor(options: NotesOptions) {
		this.#options = options;
	}

	rejected(reason: string, line = this.line): void {
		this.#add({ line, column: null, word: reason });
	}

	unmapped(column: string, value: string): void {
		this.#add({ line: this.line, column, word: value });
	}

	/** What has been dealt with for good, or at the file's end all of it, as the server wants it. */
	tell(isEnd = false): Pick<ImportNotes, 'from_line' | 'lines' | 'rejected' | 'unmapped'> {
		const reached = this.#options.reached();
		this.#settle(isEnd ? Infinity : reached);
		const { fromLine } = this.#options;
		return {
			from_line: fromLine,
			lines: Math.max(0, reached - fromLine),
			rejected: [...this.#rejected].map(([reason, n]) => ({ reason: reason as RowRejection, n })),
			unmapped: [...this.#unmapped]
				.flatMap(([column, words]) => [...words].map(([value, n]) => ({ column, value, n })))
				.slice(0, MOST_NOTES)
		};
	}

	#add(note: Note): void {
		this.#waiting.push(note);
		if (this.#waiting.length % WAITING === 0) this.#settle(this.#options.reached());
	}

	#settle(reached: number): void {
		const rest: Note[] = [];
		for (const note of this.#waiting)
			if (note.line < reached) this.#count(note);
			else rest.push(note);
		this.#waiting = rest;
	}

	#count({ column, word }: Note): void {
		if (column === null) {
			if (ROW_REJECTIONS.includes(word as RowRejection)) bump(this.#rejected, word);
			return;
		}
		const name = hideNumbers(column).slice(0, WORD_LENGTH) || OTHER_WORDS;
		let words = this.#unmapped.get(name);
		if (!words) this.#unmapped.set(name, (words = new Map<string, number>()));
		const value = hideNumbers(word).slice(0, WORD_LENGTH);
		bump(words, words.has(value) || words.size < WORDS_A_COLUMN ? value : OTHER_WORDS);
	}
}
