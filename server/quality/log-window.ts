/** The part of the log that a question is about: one city, by receiving time. */
import { cityCode, int } from '../store/literal.ts';

export interface LogWindow {
	city: string;
	/** Half-open, epoch milliseconds of the server's clock. */
	from: number;
	to: number;
}

/** Rows received in the window, whatever their city. */
export function receivedIn({ from, to }: LogWindow): string {
	return `received_at >= ${int(from)} AND received_at < ${int(to)}`;
}

/** Rows of the city received in the window. */
export function inLog(window: LogWindow): string {
	return `city = ${cityCode(window.city)} AND ${receivedIn(window)}`;
}

/** The same without imports that were taken back: they no longer count. */
export function standing(window: LogWindow): string {
	return `${inLog(window)} AND run NOT IN (SELECT run FROM undone_runs)`;
}

/** Who sent a row: a token, and the import run that it was part of or empty. Both are empty in totals. */
export interface SentBy extends Record<string, unknown> {
	source: string;
	run: string;
}

export const sourceKey = ({ source, run }: SentBy) => JSON.stringify([source, run]);

/** Groups by sender, with one more group for all of them, whose names are empty. */
export const BY_SOURCE_AND_ALL = 'GROUP BY GROUPING SETS ((source, run), ())';
