/** One line of Asterisk's queue_log, from the file or from an export of its realtime table. */
import type { ClockTime } from '../mapping/formats.ts';
import { compileFormat } from '../mapping/formats.ts';
import { findColumns } from '../mapping/header.ts';
import { show } from '../describe.ts';

export interface QueueEntry {
	/** Epoch milliseconds. */
	time: number;
	callId: string;
	queue: string;
	agent: string;
	event: string;
	/** What follows the event: its meaning depends on it. */
	data: readonly string[];
	/** The whole line, to know a repeated one. */
	text: string;
}

/** Why a line is no entry. */
export interface BadEntry {
	reason: 'columns_missing' | 'time_unreadable';
	message: string;
}

export type ReadEntry = (cells: readonly string[]) => QueueEntry | BadEntry;

const EPOCH = /^\d{9,11}(\.\d{1,9})?$/;
const TABLE_FORMATS = ['yyyy-MM-dd HH:mm:ss', 'yyyy-MM-dd HH:mm:ss.S', "yyyy-MM-dd'T'HH:mm:ss.S"];
const DATA = ['data1', 'data2', 'data3', 'data4', 'data5'];

/** Lines of the file: `epoch|callid|queue|agent|event|data…`. */
export const readPipeEntry: ReadEntry = (cells) => {
	const [time = '', callId = '', queue = '', agent = '', event = '', ...data] = cells;
	return entryOf(time, { callId, queue, agent, event, data }, () => null);
};

/** Rows of the table; null where this is not its header. Its times are of the zone, or epochs. */
export function readTableEntries(
	header: readonly string[],
	toUtc: (local: number) => number
): ReadEntry | null {
	const columns = findColumns(header);
	const [time, callId, agent, event] = ['time', 'callid', 'agent', 'event'].map(columns.index);
	if (columns.missing().length > 0) return null;
	const named = header.map((name) => name.trim().toLowerCase());
	const queue = named.findIndex((name) => name === 'queuename' || name === 'queue');
	const data = DATA.map((name) => named.indexOf(name));
	const joined = named.indexOf('data');
	const formats = TABLE_FORMATS.map(compileFormat);
	const toInstant = (text: string): number | null => {
		for (const format of formats) {
			const clock: ClockTime | null = format(text);
			if (clock) return toUtc(clock.local);
		}
		return null;
	};
	return (cells) => {
		const cell = (index = -1) => (cells[index] ?? '').trim().replace(/^(NULL|\\N)$/, '');
		// Old tables hold all data in one column, with pipes.
		const several = data.map(cell);
		const parts = several.some((text) => text !== '') ? several : cell(joined).split('|');
		return entryOf(
			cell(time),
			{
				callId: cell(callId),
				queue: cell(queue),
				agent: cell(agent),
				event: cell(event),
				data: parts
			},
			toInstant
		);
	};
}

function entryOf(
	time: string,
	rest: Omit<QueueEntry, 'time' | 'text'>,
	toInstant: (text: string) => number | null
): QueueEntry | BadEntry {
	const text = time.trim();
	if (rest.event.trim() === '')
		return { reason: 'columns_missing', message: 'want time, callid, queue, agent and event' };
	const instant = EPOCH.test(text) ? Math.floor(Number(text) * 1_000) : toInstant(text);
	if (instant === null)
		return { reason: 'time_unreadable', message: `time: got ${show(text)}, want epoch seconds` };
	return {
		time: instant,
		callId: rest.callId.trim(),
		queue: rest.queue.trim(),
		agent: rest.agent.trim(),
		event: rest.event.trim().toUpperCase(),
		data: rest.data.map((part) => part.trim()),
		text: [text, rest.callId, rest.queue, rest.agent, rest.event, ...rest.data].join('|')
	};
}
