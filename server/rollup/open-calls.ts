/**
 * Calls that asked for a person and are not decided yet: read once a city, and after that by the days
 * that were written to; of cities that somebody looks at, followed as a settle step writes.
 */
import { createLane, type Lane } from '../lane.ts';
import { int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import type { CallRow } from './fact-rows.ts';
import { isFollowed, type Follower, type Step } from './follow.ts';
import { dayOf, spanOfDay } from './parts-of-day.ts';
import { inSpans } from './spans.ts';
import { StaleDays, type Marks } from './stale-days.ts';

export interface OpenCall {
	placedAt: number;
	/** Ahead of when it was read, or beyond all time. */
	decidedAt: number;
}

/** By their place and id. */
type OpenOfDay = Map<string, OpenCall>;

interface City {
	/** By the day they were placed on; null until all are read. */
	days: Map<number, OpenOfDay> | null;
	stale: StaleDays;
	/** Everything that was decided by then is left out. */
	readAt: number;
	/** There were too many: from then on they are counted in the store. */
	isHeavy: boolean;
	/** One reading at a time. */
	inTurn: Lane;
	askedAt: number;
}

interface OpenRow extends Record<string, unknown> {
	/** As a `FactRow` names it. */
	key: string;
	placed: number;
	decided: number;
}

/** Sources that lose the ends of calls leave many open: more than these are counted in the store. */
const MOST_KEPT = 20_000;

export interface OpenCalls extends Follower {
	/** A day's calls were written to. */
	touch(city: number, day: number): void;
	/** Open as of an instant; null where they must be read from the store. */
	of(city: number, now: number): Promise<OpenCall[] | null>;
}

export function createOpenCalls(store: Store, onError: (error: unknown) => void): OpenCalls {
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
		const rows = await store.read<OpenRow>(`
SELECT concat(toString(placed_at), ' ', call_id) AS key, placed_at AS placed, decided_at AS decided
FROM calls FINAL
WHERE city = ${int(code)} ${days ? `AND ${inSpans('placed_at', days.map(spanOfDay))}` : ''}
	AND queued_at IS NOT NULL AND decided_at > ${int(now)}
LIMIT ${int(MOST_KEPT + 1)}`);
		if (rows.length > MOST_KEPT) return null;
		const found = new Map<number, OpenOfDay>();
		for (const row of rows) put(found, row);
		return found;
	}

	function put(days: Map<number, OpenOfDay>, { key, placed, decided }: OpenRow): void {
		const day = dayOf(placed);
		const calls = days.get(day) ?? new Map<string, OpenCall>();
		days.set(day, calls.set(key, { placedAt: placed, decidedAt: decided }));
	}

	/** While nobody reads the city's. */
	function bring(city: City, { rows }: Step, marks: Marks): void {
		if (!city.days) return;
		const current = city.stale.take(marks);
		for (const row of rows as readonly CallRow[]) {
			if (!current.has(dayOf(row.placed))) continue;
			if (row.asks === 1 && row.decided > city.readAt) put(city.days, row);
			else city.days.get(dayOf(row.placed))?.delete(row.key);
		}
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
		touch(code, day) {
			cities.get(code)?.stale.touch(day);
		},
		follows(kind, { city }) {
			const known = cities.get(city);
			return kind === 'calls' && known !== undefined && isFollowed(known);
		},
		bring(step) {
			const city = step.kind === 'calls' ? cities.get(step.city) : undefined;
			if (!city) return;
			const marks = city.stale.marks(step.days);
			void city.inTurn(() => bring(city, step, marks)).catch(onError);
		},
		of(code, now) {
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
