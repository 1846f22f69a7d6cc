/** Counts everything that happened to rows and events, and keeps the first examples of each fault. */
const EXAMPLES = 5;
const DISTINCT = 500;

export type Counts = Map<string, number>;

export function bump(counts: Counts, key: string, by = 1): void {
	counts.set(key, (counts.get(key) ?? 0) + by);
}

/** Who else is told of faults, for the file that is being read. */
export interface FaultSink {
	rejected: (reason: string, line?: number) => void;
	unmapped: (column: string, value: string) => void;
	/** Where the row that is being read, or the first of its group, stands. */
	line: number;
}

export class Tally {
	/** Rows that were read, of every kind. */
	rows = 0;
	header = 0;
	blank = 0;
	/** Rows before --from-line. */
	before = 0;
	/** Rows that became events, all of them. */
	whole = 0;
	/** Rows of which some event was rejected and another not. */
	partly = 0;
	readonly filtered: Counts = new Map();
	readonly rejected: Counts = new Map();
	/** Events made, by type. */
	readonly events: Counts = new Map();
	/** Events that were not made, by reason; their rows are among `partly` or `rejected`. */
	readonly refused: Counts = new Map();
	accepted = 0;
	/** Events that the server, or in a dry run its door, turned away. */
	readonly turnedAway: Counts = new Map();
	readonly unmapped = new Map<string, Counts>();
	readonly notices: Counts = new Map();
	/** The first places of each reason, said as they come. */
	readonly #examples: Counts = new Map();
	/** Set for each file. */
	faults: FaultSink | undefined;
	readonly #say: (text: string) => void;

	constructor(say: (text: string) => void) {
		this.#say = say;
	}

	/** Says where and what, for the first few of each reason. */
	example(reason: string, text: string): void {
		const before = this.#examples.get(reason) ?? 0;
		this.#examples.set(reason, before + 1);
		if (before < EXAMPLES) this.#say(`${text} [${reason}]`);
		if (before === EXAMPLES) this.#say(`more of [${reason}] are counted, not shown`);
	}

	/** A row that became nothing: counted, told, and for the first few said where and what. */
	rejectRow(reason: string, text: string, line: number): void {
		bump(this.rejected, reason);
		this.faults?.rejected(reason, line);
		this.example(reason, text);
	}

	/** The row that is being read, or the first of the group that is being made. */
	at(line: number): void {
		if (this.faults) this.faults.line = line;
	}

	noteUnmapped(column: string, value: string): void {
		this.faults?.unmapped(column, value);
		let values = this.unmapped.get(column);
		if (!values) {
			values = new Map<string, number>();
			this.unmapped.set(column, values);
		}
		bump(values, values.has(value) || values.size < DISTINCT ? value : '(other values)');
	}

	/** Rows that are accounted for; equal to `rows` once everything is read and groups are closed. */
	accounted(): number {
		return (
			this.header +
			this.blank +
			this.before +
			this.whole +
			this.partly +
			sum(this.filtered) +
			sum(this.rejected)
		);
	}
}

export function sum(counts: Counts): number {
	let total = 0;
	for (const count of counts.values()) total += count;
	return total;
}
