/**
 * How far repeats reach: whether a call was repeated is decided by calls of later days, so a call that
 * comes late also makes days before its own out of date.
 */
import { int } from '../store/literal.ts';
import type { Store } from '../store/store.ts';
import type { KindDay, TouchedDay } from './day-book.ts';
import { reachSql } from './roll.ts';

export async function openRepeatReach(store: Store) {
	/** By city: nothing asked for after this decides about a repeat that is rolled. */
	const ends = new Map<number, number>();
	/** Calls touched since the days that are being rolled were begun; null where none are. */
	let meanwhile: TouchedDay[] | null = null;
	await read();

	async function read(): Promise<void> {
		const rows = await store.read<{ city: number; end: number }>(
			`SELECT city, max(mature_at) AS end FROM rolled_days WHERE kind = 'repeats' GROUP BY city`
		);
		for (const { city, end } of rows) ends.set(city, end);
	}

	return {
		/** Looks again how far the rolled days reach. */
		read,
		/** From here on calls are noted that are touched. */
		begin: () => void (meanwhile = []),
		touched: (calls: readonly TouchedDay[]) => void meanwhile?.push(...calls),

		/** Days rolled before about whose repeats a touched call may decide. */
		async decidedBy(calls: readonly TouchedDay[]): Promise<KindDay[]> {
			const old = calls.filter(({ city, earliest_at: at }) => at <= (ends.get(city) ?? 0));
			if (old.length === 0) return [];
			const cities = [...new Set(old.map(({ city }) => city))];
			const earliest = Math.min(...old.map(({ earliest_at: at }) => at));
			const rows = await store.read<Reach & Record<string, unknown>>(
				`SELECT city, day, mature_at AS end FROM rolled_days FINAL WHERE kind = 'repeats' AND is_rolled = 1 AND city IN (${cities.map(int).join(', ')}) AND mature_at >= ${int(earliest)}`
			);
			const isDecided = decider(old);
			return rows.filter(isDecided).map(({ city, day }) => ({ city, day, kind: 'repeats' }));
		},

		/** The rolled days but those about which a call decides that was touched since they were begun. */
		async undisturbed(days: readonly KindDay[]): Promise<KindDay[]> {
			const calls = meanwhile ?? [];
			meanwhile = null;
			if (calls.length === 0 || days.length === 0) return [...days];
			const reaches = await store.read<Reach & Record<string, unknown>>(reachSql('repeats', days));
			const isDecided = decider(calls);
			const decided = new Set(reaches.filter(isDecided).map(({ city, day }) => `${city}|${day}`));
			return days.filter(({ city, day }) => !decided.has(`${city}|${day}`));
		}
	};
}

/** A day of a city, and until when calls decide about its repeats. */
interface Reach {
	city: number;
	day: number;
	end: number;
}

/** Whether any of the calls may decide about the repeats of a day. */
function decider(calls: readonly TouchedDay[]): (reach: Reach) => boolean {
	const byCity = new Map<number, TouchedDay[]>();
	for (const call of calls) {
		const own = byCity.get(call.city);
		if (own) own.push(call);
		else byCity.set(call.city, [call]);
	}
	for (const own of byCity.values()) own.sort((a, b) => a.earliest_at - b.earliest_at);
	// The earliest that is not of an earlier day decides first.
	return ({ city, day, end }) => {
		const next = byCity.get(city)?.find((call) => call.day >= day);
		return next !== undefined && next.earliest_at <= end;
	};
}
