/** What takes the events of a file: the server, or in a dry run the door alone. */
export interface OutgoingEvent {
	type: string;
	/** One line of NDJSON, without its end. */
	json: string;
	/** Where it is to be found: its row, or the last row of its group. */
	line: number;
	/** The first row that it was made of; reading must begin here to make it again. */
	fromLine: number;
}

export interface Delivery {
	add: (event: OutgoingEvent) => void;
	/** Resolves when more events may be added. */
	room: () => Promise<void>;
	/** Resolves when everything that was added has been taken. */
	drain: () => Promise<void>;
	/** The first row of the oldest event that has not been taken; null if none is left. */
	oldestUntaken: () => number | null;
	/** Frees what it holds; nothing may be added after it. */
	close: () => Promise<unknown>;
}
