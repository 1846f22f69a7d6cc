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
			const conditions = old.map(
				({ city, day, earliest_at: at }) =>
					`(city = ${int(city)} AND day <= ${int(day)} AND mature_at >= ${int(at)})`
			);
			const rows = await store.read<{ city: number; day: number }>(
				`SELECT city, day FROM rolled_days FINAL WHERE kind = 'repeats' AND is_rolled = 1 AND (${conditions.join(' OR ')})`
			);
			return rows.map((row) => ({ ...row, kind: 'repeats' }));
		},

		/** The rolled days but those about which a call decides that was touched since they were begun. */
		async undisturbed(days: readonly KindDay[]): Promise<KindDay[]> {
			const calls = meanwhile ?? [];
			meanwhile = null;
			if (calls.length === 0 || days.length === 0) return [...days];
			const reaches = await store.read<{ city: number; day: number; end: number }>(
				reachSql('repeats', days)
			);
			const endOf = new Map(reaches.map(({ city, day, end }) => [`${city}|${day}`, end]));
			const decides = (call: TouchedDay, { city, day }: KindDay) =>
				call.city === city &&
				call.day >= day &&
				call.earliest_at <= (endOf.get(`${city}|${day}`) ?? 0);
			return days.filter((day) => !calls.some((call) => decides(call, day)));
		}
	};
}
