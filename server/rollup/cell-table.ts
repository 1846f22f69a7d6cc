/**
 * How a kind of fact becomes counters. The same expressions give a fact's own row as of an instant
 * and, as of the end of time and summed, the rollup's cells: a figure has one definition.
 */
import type { MeasureConfig } from '../measures/question.ts';

/** What the rollup keeps account of by day: the facts of that day, or those that decide about it. */
export const DAY_KINDS = [
	'calls',
	'repeats',
	'sessions',
	'created',
	'resolved',
	'ratings'
] as const;
export type DayKind = (typeof DAY_KINDS)[number];

/** Later than every stage: what is as of then holds as of every instant after the last stage. */
export const END_OF_TIME = 9_000_000_000_000_000;

export interface ListColumn {
	/** SQL of a fact's own array. */
	sql: string;
	/** SQL of the one array of a group, from the SQL that stands for each column. */
	merge: (column: (name: string) => string) => string;
	/** As long as there are facts: read only where it is asked for. */
	long?: boolean;
}

export interface CellTable {
	kind: DayKind;
	/** Table of the cells, and table of the facts. */
	cells: string;
	facts: string;
	/** The column that names a fact. */
	id: string;
	/** The window time, and the time that leads the facts' order and owns the day. */
	time: string;
	anchor: string;
	/** SQL by column; numbers that add up. */
	counters(now: number, config: MeasureConfig): Record<string, string>;
	lists(now: number): Record<string, ListColumn>;
	/** SQL of the last instant at which the fact changes by itself. */
	matureAt: string;
}

/** SQL of the greatest of instants of which some may be NULL. */
export function latestOf(first: string, ...others: string[]): string {
	return `greatest(${[first, ...others.map((time) => `ifNull(${time}, 0)`)].join(', ')})`;
}

export function sorted(name: string, sql: string, long = false): Record<string, ListColumn> {
	return {
		[name]: { sql, merge: (column) => `arraySort(groupArrayArray(${column(name)}))`, long }
	};
}

export function distinct(name: string, sql: string): Record<string, ListColumn> {
	return { [name]: { sql, merge: (column) => `groupUniqArrayArray(${column(name)})` } };
}
