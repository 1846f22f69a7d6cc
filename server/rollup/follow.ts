/** What is kept in memory takes in what a settle step writes, as it is written, where somebody looks at it. */
import { groupBy } from '../../src/lib/group-by.ts';
import type { DayKind } from './cell-table.ts';
import { MOST_READ, type FactRow, type FactRows } from './fact-rows.ts';
import type { CityDay, TouchedDay } from './touched.ts';

/** What a settle step wrote of a city's facts of a kind. */
export interface Step {
	kind: DayKind;
	city: number;
	/** Everything up to this batch had settled before. */
	after: number;
	/** All that it touched. */
	days: readonly number[];
	/** All that it wrote, in the order of their versions. */
	rows: readonly FactRow[];
}

/** Keeps facts, and is told of each day that is touched before it is brought what was written there. */
export interface Follower {
	/** Whether it keeps anything that the day may change, and somebody asked for it lately. */
	follows(kind: DayKind, touched: CityDay): boolean;
	/** Takes the step in after readings that are under way; nobody waits for them here. */
	bring(step: Step): void;
}

/** A wall asks every five seconds. */
const FOLLOWED_MS = 12_000;

/** By the process's own clock. */
export const isFollowed = ({ askedAt }: { askedAt: number }) =>
	performance.now() - askedAt <= FOLLOWED_MS;

/** Brings to each of the followers what the step under way has written to days that it follows. */
export async function follow(
	followers: readonly Follower[],
	factRows: FactRows,
	touched: readonly TouchedDay[],
	settledBatch: () => number
): Promise<void> {
	const followed = touched.filter((day) => followers.some((one) => one.follows(day.kind, day)));
	if (followed.length === 0) return;
	const after = settledBatch();
	const each = [...groupBy(followed, ({ kind }) => kind)].map(async ([kind, days]) => {
		const cities = new Set(days.map(({ city }) => city));
		const rows = await factRows.touched(kind, [...cities]);
		const ofKind = touched.filter((day) => day.kind === kind && cities.has(day.city));
		// So much is read from the store when somebody asks.
		if (rows.length > MOST_READ) return;
		rows.sort((a, b) => a.of_version - b.of_version);
		const byCity = groupBy(rows, ({ of_city }) => of_city);
		for (const [city, own] of groupBy(ofKind, ({ city }) => city)) {
			const rows = byCity.get(city) ?? [];
			const step = { kind, city, after, days: own.map(({ day }) => day), rows };
			for (const one of followers) one.bring(step);
		}
	});
	await Promise.all(each);
}
