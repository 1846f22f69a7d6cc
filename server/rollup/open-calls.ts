/**
 * Calls that asked for a person and are not decided yet: read once a city, and after that by the days
 * that were written to.
 */
import { int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import { dayOf, spanOfDay } from './parts-of-day.ts';
import { inSpans } from './spans.ts';

export interface OpenCall {
	placedAt: number;
	/** Ahead of when it was read, or beyond all time. */
	decidedAt: number;
}

interface City {
	/** By the day they were placed on; null until all are read. */
	days: Map<number, OpenCall[]> | null;
	stale: Map<number, number>;
	/** Everything that was decided by then is left out. */
	readAt: number;
	/** There were too many: from then on they are counted in the store. */
	isHeavy: boolean;
	running: Promise<unknown>;
}

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
				running: Promise.resolve()
			};
			cities.set(code, city);
		}
		return city;
	}

	/** Of all days, or of these. */
	async function read(code: number, now: number, days: readonly number[] | null) {
		const rows = await store.read<{ placed: number; decided: number }>(`
SELECT placed_at AS placed, decided_at AS decided
FROM calls FINAL
WHERE city = ${int(code)} ${days ? `AND ${inSpans('placed_at', days.map(spanOfDay))}` : ''}
	AND queued_at IS NOT NULL AND decided_at > ${int(now)}
LIMIT ${int(MOST_KEPT + 1)}`);
		if (rows.length > MOST_KEPT) return null;
		const found = new Map<number, OpenCall[]>();
		for (const { placed, decided } of rows) {
			const day = dayOf(placed);
			const known = found.get(day);
			const call = { placedAt: placed, decidedAt: decided };
			if (known) known.push(call);
			else found.set(day, [call]);
		}
		return found;
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
		/** Open as of an instant; null where they must be read from the store. */
		of(code: number, now: number): Promise<OpenCall[] | null> {
			const city = cityOf(code);
			const run = city.running.then(async () => {
				if (city.isHeavy || now < city.readAt || !(await renew(code, city, now))) return null;
				return [...city.days!.values()]
					.flat()
					.filter(({ placedAt, decidedAt }) => placedAt <= now && decidedAt > now);
			});
			city.running = run.catch(() => undefined);
			return run;
		}
	};
}
