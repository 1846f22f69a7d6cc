/**
 * Calls that asked for a person and are not decided yet: read once a city, and after that by the days
 * that were written to; of cities that somebody looks at, followed as a settle step writes.
 */
import { groupBy } from '../group-by.ts';
import { int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import { FOLLOWED_MS } from './fact-cache.ts';
import { dayOf, spanOfDay } from './parts-of-day.ts';
import { inSpans } from './spans.ts';
import { touchedTable, type TouchedDay } from './touched.ts';

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
	/** Days that were written to since they were read, each with how often. */
	stale: Map<number, number>;
	/** Everything that was decided by then is left out. */
	readAt: number;
	/** There were too many: from then on they are counted in the store. */
	isHeavy: boolean;
	running: Promise<unknown>;
	/** By the process's own clock. */
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

export function createOpenCalls(store: Store) {
	const cities = new Map<number, City>();

	function cityOf(code: number): City {
		let city = cities.get(code);
		if (!city) {
			city = {
				days: null,
				stale: new Map(),
				readAt: 0,
				isHeavy: false,
				running: Promise.resolve(),
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
		const current = new Set(days.filter((day) => city.stale.get(day) === 1));
		for (const row of rows) {
			if (!current.has(dayOf(row.placed))) continue;
			if (row.asks === 1 && row.decided > city.readAt) put(city.days, row);
			else city.days.get(dayOf(row.placed))?.delete(row.key);
		}
		for (const day of current) city.stale.delete(day);
	}

	async function renew(code: number, city: City, now: number): Promise<boolean> {
		const seen = [...city.stale];
		const days = city.days && seen.map(([day]) => day);
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
		for (const [day, times] of seen) if (city.stale.get(day) === times) city.stale.delete(day);
		return true;
	}

	return {
		/** A day's calls were written to. */
		touch(code: number, day: number): void {
			const stale = cities.get(code)?.stale;
			stale?.set(day, (stale.get(day) ?? 0) + 1);
		},
		/** Takes in what a settle step has written to days that it touched; as facts are followed. */
		async follow(touched: readonly Pick<TouchedDay, 'city' | 'day'>[]): Promise<void> {
			const since = performance.now() - FOLLOWED_MS;
			const followed = touched.filter(({ city }) => (cities.get(city)?.askedAt ?? 0) >= since);
			if (followed.length === 0) return;
			const days = groupBy(followed, ({ city }) => city);
			const rows = await store.read<CallRow>(
				`SELECT ${COLUMNS} FROM ${touchedTable('calls')} WHERE city IN (${[...days.keys()].map(int).join(', ')})`
			);
			const byCity = groupBy(rows, ({ of_city }) => of_city);
			for (const [code, own] of days) {
				const city = cityOf(code);
				const written = own.map(({ day }) => day);
				city.running = city.running
					.then(() => bring(city, written, byCity.get(code) ?? []))
					.catch(() => undefined);
			}
		},
		/** Open as of an instant; null where they must be read from the store. */
		of(code: number, now: number): Promise<OpenCall[] | null> {
			const city = cityOf(code);
			city.askedAt = performance.now();
			const run = city.running.then(async () => {
				if (city.isHeavy || now < city.readAt || !(await renew(code, city, now))) return null;
				return [...city.days!.values()]
					.flatMap((calls) => [...calls.values()])
					.filter(({ placedAt, decidedAt }) => placedAt <= now && decidedAt > now);
			});
			city.running = run.catch(() => undefined);
			return run;
		}
	};
}
