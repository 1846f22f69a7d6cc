/** Collects rows of one key that stand near each other, with bounded memory. */
const REMEMBERED = 100_000;

export interface Group<T> {
	key: string;
	items: T[];
	/** Where the first of them stands. */
	firstLine: number;
}

interface OpenGroup<T> extends Group<T> {
	/** The count of rows when the last one came. */
	touched: number;
}

export interface GroupWindowOptions<T> {
	/** A group is whole when so many rows have come since its last one. */
	window: number;
	onWhole: (group: Group<T>) => void;
	/** A row of a group that was closed before: the group comes in two parts. */
	onReturn: (key: string, line: number) => void;
}

export class GroupWindow<T> {
	/** In the order in which they were last touched. */
	readonly #open = new Map<string, OpenGroup<T>>();
	/** The last groups that were closed, oldest first. */
	readonly #closed = new Set<string>();
	readonly #options: GroupWindowOptions<T>;
	#count = 0;

	constructor(options: GroupWindowOptions<T>) {
		this.#options = options;
	}

	add(key: string, item: T, line: number): void {
		this.#count++;
		let group = this.#open.get(key);
		if (group) {
			group.items.push(item);
			this.#open.delete(key);
		} else {
			if (this.#closed.delete(key)) this.#options.onReturn(key, line);
			group = { key, items: [item], firstLine: line, touched: 0 };
		}
		group.touched = this.#count;
		this.#open.set(key, group);
		for (const oldest of this.#open.values()) {
			if (this.#count - oldest.touched < this.#options.window) break;
			this.#close(oldest);
		}
	}

	closeAll(): void {
		for (const group of this.#open.values()) this.#close(group);
	}

	oldestLine(): number | null {
		let oldest = Infinity;
		for (const { firstLine } of this.#open.values()) oldest = Math.min(oldest, firstLine);
		return oldest === Infinity ? null : oldest;
	}

	#close(group: OpenGroup<T>): void {
		this.#open.delete(group.key);
		this.#closed.add(group.key);
		if (this.#closed.size > REMEMBERED)
			for (const oldest of this.#closed) {
				this.#closed.delete(oldest);
				break;
			}
		this.#options.onWhole(group);
	}
}
