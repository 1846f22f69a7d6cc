/**
 * Works cells out anew from the facts, whole days at a time. It depends on the facts alone, so it may
 * run twice or late and ends the same.
 */
import { ARRIVED_CALLS } from '../measures/arrived-calls.ts';
import { CREATED_TICKETS } from '../measures/created-tickets.ts';
import type { MeasureConfig } from '../measures/question.ts';
import { QUEUED_CALLS } from '../measures/queued-calls.ts';
import { RATINGS } from '../measures/ratings.ts';
import { judgedSql } from '../measures/repeat-calls.ts';
import { RESOLVED_TICKETS } from '../measures/resolved-tickets.ts';
import { SESSIONS } from '../measures/sessions.ts';
import { catalogueId, int } from '../store/literal.ts';
import { END_OF_TIME, type CellTable, type DayKind } from './cell-table.ts';
import { dayStart, daySql, partStartSql } from './parts-of-day.ts';

/** Days of a city, half-open. */
export interface DayRange {
	city: number;
	from: number;
	to: number;
}

/** Tables of a kind that has cells by the facts' own rules. */
const TABLES: Record<Exclude<DayKind, 'repeats'>, readonly CellTable[]> = {
	calls: [QUEUED_CALLS, ARRIVED_CALLS],
	sessions: [SESSIONS],
	created: [CREATED_TICKETS],
	resolved: [RESOLVED_TICKETS],
	ratings: [RATINGS]
};

/** The table whose cells say when a day of the kind is mature. */
export const FIRST_CELLS: Record<DayKind, string> = {
	calls: 'call_cells',
	repeats: 'repeat_cells',
	sessions: 'session_cells',
	created: 'created_cells',
	resolved: 'resolved_cells',
	ratings: 'rating_cells'
};

/** Beyond every day. */
const DAYS = 100_000;

const SETTINGS = 'SETTINGS do_not_merge_across_partitions_select_final = 1, max_threads = 1';

/** Statements that write the cells of the days, under a version above all earlier ones. */
export function rollSql(
	kind: DayKind,
	ranges: readonly DayRange[],
	config: MeasureConfig,
	version: number
): string[] {
	if (kind === 'repeats') return [repeatsSql(ranges, config, version)];
	return TABLES[kind].map((table) => cellsSql(table, ranges, config, version));
}

function cellsSql(
	table: CellTable,
	ranges: readonly DayRange[],
	config: MeasureConfig,
	version: number
): string {
	const isOwn = table.time === table.anchor;
	const counters = Object.entries(table.counters(END_OF_TIME, config));
	const lists = Object.entries(table.lists(END_OF_TIME));
	const names = [...counters.map(([name]) => name), ...lists.map(([name]) => name)];
	const day = isOwn ? '' : `${daySql(table.anchor)} AS day,`;
	const keys = isOwn ? 'city, t' : 'city, day, t';
	const matured = isOwn ? ['mature_at'] : [];
	return `
INSERT INTO ${table.cells} (${[keys, ...names, ...matured, 'version'].join(', ')})
SELECT
	${isOwn ? 'city' : 'city, day'}, cell,
	${counters.map(([name]) => `sum(${name}),`).join(' ')}
	${lists.map(([, { merge }]) => `${merge((name) => name)},`).join(' ')}
	${isOwn ? 'max(mature_at),' : ''}
	${int(version)}
FROM
(
	SELECT
		city, ${day} ${partStartSql(table.time)} AS cell,
		${counters.map(([name, sql]) => `${sql} AS ${name},`).join('\n\t\t')}
		${lists.map(([name, { sql }]) => `${sql} AS ${name},`).join('\n\t\t')}
		${table.matureAt} AS mature_at
	FROM ${table.facts} FINAL
	WHERE ${inRanges(ranges, table.anchor)}
	UNION ALL
	-- What held facts before and holds none now must say so.
	SELECT
		city, ${isOwn ? '' : 'day,'} t AS cell,
		${counters.map(([name]) => `0 AS ${name},`).join(' ')}
		${lists.map(([name]) => `[] AS ${name},`).join(' ')}
		toInt64(0) AS mature_at
	FROM ${table.cells}
	WHERE ${isOwn ? inRanges(ranges, 't') : inDays(ranges)}
)
GROUP BY ${isOwn ? 'city, cell' : 'city, day, cell'}
${SETTINGS}`;
}

function repeatsSql(ranges: readonly DayRange[], config: MeasureConfig, version: number): string {
	const first = new Map<number, number>();
	for (const { city, from } of ranges) first.set(city, Math.min(from, first.get(city) ?? from));
	const later = [...first].map(([city, from]) => ({ city, from, to: DAYS }));
	const others = inRanges(later, 'placed_at');
	const offsets = (condition: string) =>
		`arraySort(groupArrayIf(toUInt32(t - cell), is_call AND ${condition}))`;
	return `
INSERT INTO repeat_cells (city, t, judged, not_repeated, repeated_offsets, not_repeated_offsets, mature_at, version)
SELECT
	city, cell, sum(judged), sum(not_repeated), ${offsets('NOT not_repeated')}, ${offsets('not_repeated')},
	max(mature_at), ${int(version)}
FROM
(
	SELECT city, t, ${partStartSql('t')} AS cell, judged, not_repeated, mature_at, 1 AS is_call
	FROM (${judgedSql(inRanges(ranges, 'placed_at'), others, END_OF_TIME, config)})
	UNION ALL
	SELECT city, t, t AS cell, 0, 0, 0, 0 FROM repeat_cells WHERE ${inRanges(ranges, 't')}
)
GROUP BY city, cell
${SETTINGS}`;
}

/** Says of days that their cells now hold what the facts say. */
export function rolledSql(
	kind: DayKind,
	days: readonly { city: number; day: number }[],
	version: number
): string {
	return `
INSERT INTO rolled_days (city, kind, day, is_rolled, mature_at, version)
SELECT city, ${catalogueId(kind)}, day, 1, end, ${int(version)}
FROM (${reachSql(kind, days)})
${SETTINGS}`;
}

/** Of each of the days the instant from which on its cells change no more by themselves; 0 where it has none. */
export function reachSql(kind: DayKind, days: readonly { city: number; day: number }[]): string {
	// One number each: a long list of pairs takes the engine long to parse.
	const list = days.map(({ city, day }) => int(city * DAYS + day));
	return `
SELECT city, day, max(mature) AS end
FROM
(
	SELECT city, ${daySql('t')} AS day, mature_at AS mature, 0 AS is_asked
	FROM ${FIRST_CELLS[kind]} FINAL
	WHERE ${inRanges(rangesOf(days), 't')}
	UNION ALL
	SELECT toUInt32(intDiv(key, ${DAYS})), toInt32(key % ${DAYS}), toInt64(0), 1 FROM (SELECT toUInt64(arrayJoin([${list.join(', ')}])) AS key)
)
GROUP BY city, day
HAVING max(is_asked) = 1`;
}

/**
 * Ranges that hold the days. Where they nearly fill a rectangle of cities and days it is taken whole:
 * working a day out that was not asked for changes nothing, and one condition is found faster than many.
 */
export function rangesOf(days: readonly { city: number; day: number }[]): DayRange[] {
	const cities = [...new Set(days.map(({ city }) => city))];
	const from = days.reduce((least, { day }) => Math.min(least, day), DAYS);
	const to = days.reduce((most, { day }) => Math.max(most, day + 1), 0);
	if (cities.length * (to - from) <= 4 * days.length)
		return cities.map((city) => ({ city, from, to }));
	return exactRanges(days);
}

/** Days next to each other become one range. */
function exactRanges(days: readonly { city: number; day: number }[]): DayRange[] {
	const ranges: DayRange[] = [];
	for (const { city, day } of [...days].sort((a, b) => a.city - b.city || a.day - b.day)) {
		const last = ranges.at(-1);
		if (last?.city === city && day <= last.to) last.to = day + 1;
		else ranges.push({ city, from: day, to: day + 1 });
	}
	return ranges;
}

/** Cities that share days stand together: one comparison, however many they are. */
function inRanges(ranges: readonly DayRange[], time: string): string {
	return eachSpan(ranges, ({ from, to }) => [
		`${time} >= ${int(dayStart(from))}`,
		`${time} < ${int(dayStart(to))}`
	]);
}

function inDays(ranges: readonly DayRange[]): string {
	return eachSpan(ranges, ({ from, to }) => [`day >= ${int(from)}`, `day < ${int(to)}`]);
}

function eachSpan(
	ranges: readonly DayRange[],
	limits: (range: DayRange) => readonly string[]
): string {
	const cities = new Map<string, number[]>();
	for (const range of ranges) {
		const condition = limits(range).join(' AND ');
		cities.set(condition, [...(cities.get(condition) ?? []), range.city]);
	}
	const each = [...cities].map(
		([condition, codes]) => `(city IN (${codes.map(int).join(', ')}) AND ${condition})`
	);
	return `(${each.join(' OR ')})`;
}
