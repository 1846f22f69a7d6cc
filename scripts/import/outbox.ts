/** Sends events in batches, a few at a time, and knows what the server has taken. */
import type { IngestReply } from '#contract/ingest';
import type { Delivery } from './delivery.ts';
import { postUntilTaken, type PostOptions } from './post.ts';
import { bump, type Tally } from './tally.ts';

const BATCH_EVENTS = 4_000;
const BATCH_CHARACTERS = 2_000_000;
const IN_FLIGHT = 4;

interface Batch {
	lines: string[];
	/** Per event, the row to name when it is rejected. */
	rows: number[];
	characters: number;
	fromLine: number;
}

export interface OutboxOptions extends PostOptions {
	url: string;
	/** The file, for messages. */
	file: string;
	tally: Tally;
}

export function createOutbox(options: OutboxOptions): Delivery {
	const { tally } = options;
	const waiting: Batch[] = [];
	const underWay = new Map<Batch, Promise<void>>();
	let filling = emptyBatch();
	let failure: Error | undefined;

	function start(): void {
		while (underWay.size < IN_FLIGHT && waiting.length > 0 && !failure) {
			const batch = waiting.shift() as Batch;
			const sent = send(batch).then(
				() => void underWay.delete(batch),
				(error: unknown) => {
					failure ??= error instanceof Error ? error : new Error(String(error));
				}
			);
			underWay.set(batch, sent);
		}
	}

	async function send(batch: Batch): Promise<void> {
		const body = batch.lines.join('\n');
		const reply = (await postUntilTaken(`${options.url}/v1/events`, body, options)) as IngestReply;
		tally.accepted += reply.accepted;
		for (const { line, code, message } of reply.rejected) {
			bump(tally.turnedAway, code);
			tally.example(code, `${options.file}:${batch.rows[line - 1] ?? '?'}: ${message}`);
		}
		const unlisted = reply.rejected_total - reply.rejected.length;
		if (unlisted > 0) bump(tally.turnedAway, 'rejected, not listed', unlisted);
	}

	function close(): void {
		if (filling.lines.length === 0) return;
		waiting.push(filling);
		filling = emptyBatch();
	}

	/** Sends what waits until at most so many batches are unfinished. */
	async function until(most: number): Promise<void> {
		start();
		while (!failure && waiting.length + underWay.size > most) {
			await Promise.race(underWay.values());
			start();
		}
		if (failure) throw failure;
	}

	return {
		add: ({ json, line, fromLine }) => {
			filling.lines.push(json);
			filling.rows.push(line);
			filling.characters += json.length;
			filling.fromLine = Math.min(filling.fromLine, fromLine);
			if (filling.lines.length >= BATCH_EVENTS || filling.characters >= BATCH_CHARACTERS) close();
		},
		room: () => until(IN_FLIGHT),
		drain: async () => {
			close();
			await until(0);
		},
		oldestUntaken: () => {
			const oldest = Math.min(
				...[filling, ...waiting, ...underWay.keys()].map(({ fromLine }) => fromLine)
			);
			return oldest === Infinity ? null : oldest;
		},
		close: () => Promise.resolve()
	};
}

function emptyBatch(): Batch {
	return { lines: [], rows: [], characters: 0, fromLine: Infinity };
}
