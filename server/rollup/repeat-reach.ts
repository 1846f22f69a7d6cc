/**
 * How far repeats reach: whether a call was repeated is decided by calls of later days, so a call that
 * comes late also makes days before its own out of date.
 */
import { int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import type { KindDay } from './day-book.ts';
import { reachSql } from './roll.ts';
import type { TouchedDay } from './touched.ts';

/** Until when calls decide about the repeats of a city's days. */
type Ends = Map<number, number>;

interface Reaches extends Record<string, unknown> {
	city: number;
	days: number[];
	ends: number[];
}

export async function openRepeatReach(store: Store) {
	/** By city, of the days that are rolled; and the latest of all. */
	const rolled = new Map<number, Ends>();
	const latest = new Map<number, number>();
	/** Calls touched since the days that are being rolled were begun; null where none are. */
	let meanwhile: TouchedDay[] | null = null;
	await read('is_rolled = 1');

	async function read(condition: string): Promise<void> {
		const rows = await store.read<Reaches>(
			`SELECT city, groupArray(day) AS days, groupArray(mature_at) AS ends FROM rolled_days FINAL WHERE kind = 'repeats' AND ${condition} GROUP BY city`
		);
		for (const { city, days, ends } of rows) {
			days.forEach((day, i) => endsOf(city).set(day, ends[i]!));
			latest.set(city, Math.max(latest.get(city) ?? 0, ...ends));
		}
	}

	function endsOf(city: number): Ends {
		const known = rolled.get(city) ?? new Map<number, number>();
		rolled.set(city, known);
		return known;
	}

	return {
		/** The days that were rolled under a version stand from here on. */
		rolled: (version: number) => read(`is_rolled = 1 AND version = ${int(version)}`),
		/** A day's repeats are no longer what the facts say. */
		unrolled: ({ city, day }: KindDay) => void rolled.get(city)?.delete(day),
		/** From here on calls are noted that are touched. */
		begin: () => void (meanwhile = []),
		touched: (calls: readonly TouchedDay[]) => void meanwhile?.push(...calls),

		/** Rolled days about whose repeats a touched call may decide. */
		decidedBy(calls: readonly TouchedDay[]): KindDay[] {
			// Nearly all calls are of now, when everything that is rolled is decided.
			const late = calls.filter(({ city, earliest_at: at }) => at <= (latest.get(city) ?? 0));
			return decidedBy(late, rolled);
		},

		/** The rolled days but those about which a call decides that was touched since they were begun. */
		async undisturbed(days: readonly KindDay[]): Promise<KindDay[]> {
			const calls = meanwhile ?? [];
			meanwhile = null;
			if (calls.length === 0 || days.length === 0) return [...days];
			const reaches = new Map<number, Ends>();
			for (const { city, day, end } of await store.read<Reach>(reachSql('repeats', days)))
				reaches.set(city, (reaches.get(city) ?? new Map<number, number>()).set(day, end));
			const decided = new Set(decidedBy(calls, reaches).map(({ city, day }) => `${city}|${day}`));
			return days.filter(({ city, day }) => !decided.has(`${city}|${day}`));
		}
	};
}

interface Reach extends Record<string, unknown> {
	city: number;
	day: number;
	end: number;
}

/** A call of a day decides about that day and earlier ones that are not over before it. */
function decidedBy(calls: readonly TouchedDay[], reaches: ReadonlyMap<number, Ends>): KindDay[] {
	const decided = new Map<string, KindDay>();
	for (const { city, day: latest, earliest_at: at } of calls)
		for (const [day, end] of reaches.get(city) ?? [])
			if (day <= latest && at <= end) decided.set(`${city}|${day}`, { city, day, kind: 'repeats' });
	return [...decided.values()];
}
