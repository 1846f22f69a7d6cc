/**
 * Calls that asked for a person and are not decided yet: read once a city, and after that by the days
 * that were written to; of cities that somebody looks at, followed as a settle step writes.
 */
import { groupBy } from '../../src/lib/group-by.ts';
import { createLane, type Lane } from '../lane.ts';
import { int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import { dayOf, spanOfDay } from './parts-of-day.ts';
import { inSpans } from './spans.ts';
import { StaleDays } from './stale-days.ts';
import { isFollowed, touchedTable, type CityDay } from './touched.ts';

export interface OpenCall {
	placedAt: number;
	/** Ahead of when it was read, or beyond all time. */
	decidedAt: number;
}

/** By their place and id. */
type OpenCalls = Map<string, OpenCall>;

interface City {
	/** By the day they were placed on; null until all are read. */
	days: Map<number, OpenCalls> | null;
	stale: StaleDays;
	/** Everything that was decided by then is left out. */
	readAt: number;
	/** There were too many: from then on they are counted in the store. */
	isHeavy: boolean;
	/** One reading at a time. */
	inTurn: Lane;
	askedAt: number;
}

interface CallRow extends Record<string, unknown> {
	of_city: number;
	key: string;
	placed: number;
	decided: number;
	/** Whether it asks for a person and stands there. */
	asks: 0 | 1;
}

const COLUMNS = `toInt32(city) AS of_city, concat(toString(placed_at), ' ', call_id) AS key,
	placed_at AS placed, decided_at AS decided, queued_at IS NOT NULL AND deleted = 0 AS asks`;

/** Sources that lose the ends of calls leave many open: more than these are counted in the store. */
const MOST_KEPT = 20_000;

export function createOpenCalls(store: Store, onError: (error: unknown) => void) {
	const cities = new Map<number, City>();

	function cityOf(code: number): City {
		let city = cities.get(code);
		if (!city) {
			city = {
				days: null,
				stale: new StaleDays(),
				readAt: 0,
				isHeavy: false,
				inTurn: createLane(),
				askedAt: -Infinity
			};
			cities.set(code, city);
		}
		return city;
	}

	/** Of all days, or of these. */
	async function read(code: number, now: number, days: readonly number[] | null) {
		const rows = await store.read<CallRow>(`
SELECT ${COLUMNS}
FROM calls FINAL
WHERE city = ${int(code)} ${days ? `AND ${inSpans('placed_at', days.map(spanOfDay))}` : ''}
	AND queued_at IS NOT NULL AND decided_at > ${int(now)}
LIMIT ${int(MOST_KEPT + 1)}`);
		if (rows.length > MOST_KEPT) return null;
		const found = new Map<number, OpenCalls>();
		for (const row of rows) put(found, row);
		return found;
	}

	function put(days: Map<number, OpenCalls>, { key, placed, decided }: CallRow): void {
		const day = dayOf(placed);
		const calls = days.get(day) ?? new Map<string, OpenCall>();
		days.set(day, calls.set(key, { placedAt: placed, decidedAt: decided }));
	}

	/** Rows of a step that touched these days, while nobody reads the city's. */
	function bring(city: City, days: readonly number[], rows: readonly CallRow[]): void {
		if (!city.days) return;
		const current = city.stale.touchedOnce(days);
		for (const row of rows) {
			if (!current.has(dayOf(row.placed))) continue;
			if (row.asks === 1 && row.decided > city.readAt) put(city.days, row);
			else city.days.get(dayOf(row.placed))?.delete(row.key);
		}
		city.stale.strike(current);
	}

	async function renew(code: number, city: City, now: number): Promise<boolean> {
		const reading = city.stale.reading();
		const days = city.days && reading.days;
		if (days?.length !== 0) {
			const found = await read(code, now, days);
			if (!found) {
				city.isHeavy = true;
				return false;
			}
			for (const day of days ?? []) city.days!.delete(day);
			city.days = new Map([...(city.days ?? []), ...found]);
			city.readAt = now;
		}
		reading.done();
		return true;
	}

	return {
		/** A day's calls were written to. */
		touch(code: number, day: number): void {
			cities.get(code)?.stale.touch(day);
		},
		/** Takes in what a settle step has written to days that it touched; as facts are followed. */
		async follow(touched: readonly CityDay[]): Promise<void> {
			const followed = touched.filter(({ city }) => {
				const known = cities.get(city);
				return known !== undefined && isFollowed(known);
			});
			if (followed.length === 0) return;
			const days = groupBy(followed, ({ city }) => city);
			const rows = await store.read<CallRow>(
				`SELECT ${COLUMNS} FROM ${touchedTable('calls')} WHERE city IN (${[...days.keys()].map(int).join(', ')})`
			);
			const byCity = groupBy(rows, ({ of_city }) => of_city);
			for (const [code, own] of days) {
				const city = cityOf(code);
				const written = own.map(({ day }) => day);
				void city.inTurn(() => bring(city, written, byCity.get(code) ?? [])).catch(onError);
			}
		},
		/** Open as of an instant; null where they must be read from the store. */
		of(code: number, now: number): Promise<OpenCall[] | null> {
			const city = cityOf(code);
			city.askedAt = performance.now();
			return city.inTurn(async () => {
				if (city.isHeavy || now < city.readAt || !(await renew(code, city, now))) return null;
				return [...city.days!.values()]
					.flatMap((calls) => [...calls.values()])
					.filter(({ placedAt, decidedAt }) => placedAt <= now && decidedAt > now);
			});
		}
	};
}
