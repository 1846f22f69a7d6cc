/** Facts that went well or badly, for the detectors: one by one, and by hour as history. */
import type { WatchedMeasure } from '#contract/alert-rules';
import { groupBy } from '../../src/lib/group-by.ts';
import { BEIJING_OFFSET_MS, DAY_MS, HOUR_MS } from '#contract/instant';
import type { HourCell } from '../../src/lib/alerts/expectation.ts';
import type { MeasureConfig, Window } from '../measures/question.ts';
import { catalogueId, cityCode, int } from '../store/literal.ts';
import type { Row, Store } from '../store/store.ts';
import { byCity } from './by-city.ts';
import { sourceOf, type CityStream, type Stream } from './streams.ts';

export interface Trial {
	id: string;
	at: number;
	placed: number;
	bad: 0 | 1;
}

/** How long a fact may take from its window time to being decided and still be read. */
export const LOOK_BACK_MS = 3 * HOUR_MS;

const among = (cities: readonly string[]) => `city IN (${cities.map(cityCode).join(', ')})`;

/** Text reaches SQL as a parameter; only rules about one line pay for that. */
function lineOf({ line }: Stream) {
	return line === null
		? { where: '', parameters: undefined }
		: { where: ' AND line = {line:String}', parameters: { line } };
}

type CityTrial = Trial & { city: number } & Row;

/**
 * Facts of these cities decided in [from, to), in event time; those that changed after a batch alone
 * where `after` is given.
 */
export async function trials(
	store: Store,
	cities: readonly string[],
	stream: Stream,
	{ from, to, after }: Window & { after?: number },
	config: MeasureConfig
): Promise<Map<string, Trial[]>> {
	const source = sourceOf(stream.measure, config);
	const line = lineOf(stream);
	const changed = after === undefined ? '' : ` AND version > ${int(after)}`;
	const sql = trialsSql(source, `${among(cities)}${changed}${line.where}`, { from, to });
	return byCity(await store.read<CityTrial>(sql, line.parameters));
}

/** Of each measure and city, those among what the settle step under way has written. */
export async function touchedTrials(
	store: Store,
	measures: readonly WatchedMeasure[],
	window: Window,
	config: MeasureConfig
): Promise<Map<WatchedMeasure, Map<string, Trial[]>>> {
	if (measures.length === 0) return new Map();
	const each = measures.map(
		(measure) =>
			`SELECT ${catalogueId(measure)} AS measure, * FROM (${trialsSql(sourceOf(measure, config, 'touched'), 'deleted = 0', window)})`
	);
	const rows = await store.read<CityTrial & { measure: WatchedMeasure }>(
		each.join('\nUNION ALL\n')
	);
	const byMeasure = groupBy(rows, ({ measure }) => measure);
	return new Map([...byMeasure].map(([measure, own]) => [measure, byCity(own)]));
}

/** The events that bring facts of a measure. */
export const bringsTrials = (measure: WatchedMeasure, config: MeasureConfig) =>
	sourceOf(measure, config).type;

function trialsSql(
	{ table, id, placed, decided, bad, where }: ReturnType<typeof sourceOf>,
	condition: string,
	{ from, to }: Window
): string {
	return `
SELECT city, id, at, placed, bad FROM
(
	SELECT city, ${id} AS id, ${decided} AS at, ${placed} AS placed, toUInt8(${bad}) AS bad
	FROM ${table}
	WHERE ${condition} AND ${placed} >= ${int(from - LOOK_BACK_MS)} AND ${placed} < ${int(to)}
		AND ${where}
)
WHERE at >= ${int(from)} AND at < ${int(to)}
ORDER BY at, id`;
}

/** Facts as a backtest takes them, in small numbers, which are quick to write and to parse. */
export interface TrialColumns extends Record<string, unknown> {
	/** When the first was decided; 0 of none. */
	first: number;
	/** How long after the one before it each was decided; 0 of the first. */
	steps: number[];
	/** 2 × (at − placed) + bad. */
	coded: number[];
}

/** The same facts of one city as columns: a million of them is two lists, not a million objects. */
export async function trialColumns(
	store: Store,
	stream: CityStream,
	{ from, to }: Window,
	config: MeasureConfig
): Promise<TrialColumns> {
	const { table, id, placed, decided, bad, where } = sourceOf(stream.measure, config);
	const line = lineOf(stream);
	const [row] = await store.read<TrialColumns>(
		`
SELECT ats[1] AS first, arrayDifference(ats) AS steps, codes AS coded FROM
(
	SELECT groupArray(at) AS ats, groupArray(code) AS codes FROM
	(
		SELECT ${decided} AS at, 2 * (${decided} - ${placed}) + toUInt8(${bad}) AS code
		FROM ${table}
		WHERE ${among([stream.city])} AND ${placed} >= ${int(from - LOOK_BACK_MS)} AND ${placed} < ${int(to)}
			AND at >= ${int(from)} AND at < ${int(to)} AND ${where}${line.where}
		ORDER BY at, ${id}
	)
)`,
		line.parameters
	);
	return row ?? { first: 0, steps: [], coded: [] };
}

/** Facts of these cities by hour, with window time in [from, to). */
export async function hourCells(
	store: Store,
	cities: readonly string[],
	stream: Stream,
	{ from, to }: Window,
	config: MeasureConfig
): Promise<Map<string, HourCell[]>> {
	const { table, placed, decided, bad, where } = sourceOf(stream.measure, config);
	const line = lineOf(stream);
	const rows = await store.read<HourCell & { city: number } & Row>(
		`
SELECT
	city,
	intDiv(t + ${int(BEIJING_OFFSET_MS)}, ${int(DAY_MS)}) * ${int(DAY_MS)} - ${int(BEIJING_OFFSET_MS)} AS day,
	intDiv((t + ${int(BEIJING_OFFSET_MS)}) % ${int(DAY_MS)}, ${int(HOUR_MS)}) AS hour,
	count() AS n,
	countIf(is_bad) AS bad
FROM
(
	SELECT city, ${placed} AS t, ${bad} AS is_bad
	FROM ${table}
	WHERE ${among(cities)} AND ${placed} >= ${int(from)} AND ${placed} < ${int(to)}
		AND ${decided} < 9000000000000000 AND ${where}${line.where}
)
GROUP BY city, day, hour
ORDER BY city, day, hour`,
		line.parameters
	);
	return byCity(rows);
}
