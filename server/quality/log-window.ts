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

/**
 * Runs whose complaints no longer count: taken back, or every file of theirs was read from its start
 * again by a later run of the same sender. A run without notes stands for itself.
 */
export const RUNS_PAST = `SELECT run FROM undone_runs
	UNION ALL
	SELECT run FROM (${runFiles()}) GROUP BY run HAVING min(is_past)`;

/** Each file of each run that stands, and whether a later run has taken its place. */
export function runFiles(): string {
	return `SELECT
		source, run, file_key,
		(told, run) < latest AS is_past
	FROM
	(
		SELECT
			source, run, city, file_key,
			max(noted_at) OVER (PARTITION BY source, city, file_key, run) AS told,
			maxIf((noted_at, run), from_line = 1) OVER files AS latest
		FROM import_notes FINAL
		WHERE kind = 'part' AND run NOT IN (SELECT run FROM undone_runs)
		WINDOW files AS (PARTITION BY source, city, file_key)
	)`;
}

/** Who sent a row: a token, and the import run that it was part of or empty. Both are empty in totals. */
export interface SentBy extends Record<string, unknown> {
	source: string;
	run: string;
}

export const sourceKey = ({ source, run }: SentBy) => JSON.stringify([source, run]);

/** Groups by sender, with one more group for all of them, whose names are empty. */
export const BY_SOURCE_AND_ALL = 'GROUP BY GROUPING SETS ((source, run), ())';
