/** Lines of queue_log become calls: grouped by callid, each told once its lines have all come. */
import { GroupWindow } from '../group.ts';
import type { Intake } from '../intake.ts';
import type { RowSink } from '../rows.ts';
import { bump, type Tally } from '../tally.ts';
import { readPipeEntry, type QueueEntry, type ReadEntry } from './entry.ts';
import { MEANINGS, NO_CALL_IDS, NOT_CALLS } from './events.ts';
import { tellCall } from './story.ts';

/** A talk may take hours, in which others call: a call is whole when so many lines have come since. */
const WINDOW = 100_000;

export interface QueueLogSinkOptions {
	file: string;
	city: string;
	fromLine: number;
	tally: Tally;
	intake: Intake;
	/** Reads rows after this header; absent for the plain file, which has none. */
	onHeader?: (cells: readonly string[], line: number) => ReadEntry;
}

export function createQueueLogSink(options: QueueLogSinkOptions): RowSink {
	const { file, city, tally, intake } = options;
	let read: ReadEntry | null = options.onHeader ? null : readPipeEntry;
	const groups = new GroupWindow<{ entry: QueueEntry; line: number }>({
		window: WINDOW,
		onWhole: ({ key, items, firstLine }) => {
			const entries = items.map(({ entry }) => entry);
			const story = tellCall(key, entries);
			const events = story ? [eventOf(city, story)] : [];
			const repeated = entries.length - new Set(entries.map(({ text }) => text)).size;
			if (repeated > 0) bump(tally.notices, 'repeated lines', repeated);
			if (story?.queued_at !== undefined && story.ended_at === undefined)
				bump(tally.notices, 'calls without an end');
			const line = items.at(-1)?.line ?? firstLine;
			intake.take(
				{ events, refusals: [] },
				{ file, line, fromLine: firstLine, rows: items.length }
			);
		},
		onReturn: (_key, line) => {
			bump(tally.notices, 'calls whose lines lie too far apart');
			tally.example('call_returned', `${file}:${line}: a line of a call that was closed before`);
		}
	});

	function accept(readEntry: ReadEntry, cells: readonly string[], line: number): void {
		const entry = readEntry(cells);
		if ('reason' in entry)
			return tally.rejectRow(entry.reason, `${file}:${line}: ${entry.message}`, line);
		const { callId, event } = entry;
		const isKnown = Object.hasOwn(MEANINGS, event) || NOT_CALLS.has(event);
		const name = /^[A-Z0-9_]{1,40}$/.test(event) ? event : '(a text)';
		if (!isKnown) {
			bump(tally.notices, `lines with the unknown event ${name}`);
			tally.at(line);
			tally.faults?.unmapped('event', name);
		}
		if (NO_CALL_IDS.has(callId) || NOT_CALLS.has(event))
			bump(tally.filtered, `no call: ${isKnown ? event : name}`);
		else groups.add(callId, { entry, line }, line);
	}

	return {
		row: (cells, line) => {
			tally.rows++;
			if (!read) {
				read = options.onHeader?.(cells, line) ?? null;
				tally.header++;
			} else if (line < options.fromLine) tally.before++;
			else accept(read, cells, line);
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

function eventOf(city: string, story: NonNullable<ReturnType<typeof tellCall>>) {
	const json = JSON.stringify({ type: 'call', city, ...story });
	return { type: 'call' as const, id: story.call_id, revision: story.revision, json };
}
