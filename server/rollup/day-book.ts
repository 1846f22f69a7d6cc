/**
 * The account of which days the rollup holds. It is in the store; what is kept here only spares
 * writing what the store already says.
 */
import { createLane } from '../lane.ts';
import type { MeasureConfig } from '../measures/question.ts';
import { catalogueId, int } from '../store/literal.ts';
import { readState, writeState } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { DAY_KINDS, type DayKind } from './cell-table.ts';
import { definitionOf } from './definition.ts';
import { dayOf, dayStart, daySql } from './parts-of-day.ts';
import { openRepeatReach } from './repeat-reach.ts';
import { rolledSql } from './roll.ts';
import { FACTS_OF, type TouchedDay } from './touched.ts';

export interface KindDay {
	kind: DayKind;
	city: number;
	day: number;
}

const OWNERS: readonly { kind: DayKind; facts: string; anchor: string }[] = [
	...FACTS_OF,
	{ kind: 'repeats', facts: 'calls', anchor: 'placed_at' }
];

const keyOf = ({ kind, city, day }: KindDay) =>
	(city * 100_000 + day) * DAY_KINDS.length + DAY_KINDS.indexOf(kind);

/** Versions that one process may give. */
const EPOCH = 2 ** 32;

/**
 * Below every version of this process, above all of those before: cells of one that did not live to note
 * them, or whose statement ends late, never win over ours.
 */
async function beginEpoch(store: Store): Promise<number> {
	const epoch = Number((await readState(store, 'rollup_epoch')) ?? 0) + 1;
	await writeState(store, 'rollup_epoch', String(epoch), epoch);
	return epoch * EPOCH;
}

export async function openDayBook(store: Store, config: MeasureConfig) {
	const unrolled = new Map<number, KindDay>();
	/** The same, by city and kind. */
	const byCity = new Map<string, Set<number>>();
	const listeners: ((day: KindDay) => void)[] = [];
	const touchListeners: ((day: TouchedDay) => void)[] = [];
	let isReady = false;
	/** Raised when a day is touched: whoever read its facts before must not call it rolled. */
	const touches = new Map<number, number>();
	const reach = await openRepeatReach(store);
	/** Repeats of earlier days stand as they are: who called is not known any more. */
	let frozenBefore = dayOf(Number((await readState(store, 'callers_kept_from')) ?? 0));
	let version = await beginEpoch(store);
	for (const row of await store.read<KindDay & Record<string, unknown>>(
		'SELECT toString(kind) AS kind, city, day FROM rolled_days FINAL WHERE is_rolled = 0'
	))
		note({ kind: row.kind, city: row.city, day: row.day });
	isReady = await isCurrent();

	function note(day: KindDay): void {
		unrolled.set(keyOf(day), day);
		if (day.kind === 'repeats') reach.unrolled(day);
		const key = `${day.city}|${day.kind}`;
		const days = byCity.get(key);
		if (days) days.add(day.day);
		else byCity.set(key, new Set([day.day]));
	}

	function strike(day: KindDay): void {
		unrolled.delete(keyOf(day));
		byCity.get(`${day.city}|${day.kind}`)?.delete(day.day);
	}

	async function isCurrent(): Promise<boolean> {
		const [row] = await store.read<{ n: number }>(
			`SELECT count() AS n FROM store_state FINAL WHERE name = 'rollup_definition' AND value = ${catalogueId(definitionOf(config))}`
		);
		return row?.n === 1;
	}

	async function touch(touched: readonly TouchedDay[]): Promise<void> {
		for (const day of touched) for (const tell of touchListeners) tell(day);
		const calls = touched.filter(({ kind }) => kind === 'calls');
		reach.touched(calls);
		const repeats: KindDay[] = [
			...calls.map(({ city, day }) => ({ city, day, kind: 'repeats' as const })),
			...reach.decidedBy(calls)
		];
		const days: KindDay[] = [...touched, ...repeats.filter(({ day }) => day >= frozenBefore)];
		const fresh: KindDay[] = [];
		for (const { kind, city, day } of days) {
			const key = keyOf({ kind, city, day });
			touches.set(key, (touches.get(key) ?? 0) + 1);
			if (unrolled.has(key)) continue;
			note({ kind, city, day });
			fresh.push({ kind, city, day });
		}
		if (fresh.length === 0) return;
		const at = ++version;
		try {
			await store.insert(
				'rolled_days',
				fresh.map((day) => ({ ...day, is_rolled: 0, mature_at: 0, version: at }))
			);
		} catch (error) {
			// The step is run again and must write them then.
			for (const day of fresh) strike(day);
			throw error;
		}
	}

	async function rolled(
		kind: DayKind,
		days: readonly KindDay[],
		seen: readonly number[]
	): Promise<void> {
		const untouched = days.filter((day, i) => (touches.get(keyOf(day)) ?? 0) === seen[i]);
		const still = kind === 'repeats' ? await reach.undisturbed(untouched) : untouched;
		if (still.length === 0) return;
		for (const day of still) {
			strike(day);
			for (const tell of listeners) tell(day);
			touches.delete(keyOf(day));
		}
		try {
			const at = ++version;
			await store.roll(rolledSql(kind, still, at));
			if (kind === 'repeats') await reach.rolled(at);
		} catch (error) {
			for (const day of still) note(day);
			throw error;
		}
	}

	/** A touch falls wholly before a day counts as rolled, or wholly after it. */
	const inTurn = createLane();

	return {
		nextVersion: () => ++version,
		unrolled: () => [...unrolled.values()],
		/** How often each was touched, before its facts are read. */
		seen(kind: DayKind, days: readonly KindDay[]): number[] {
			if (kind === 'repeats') reach.begin();
			return days.map((day) => touches.get(keyOf(day)) ?? 0);
		},

		/** Notes that days must be rolled anew; durable when it resolves. */
		touch: (touched: readonly TouchedDay[]) => inTurn(() => touch(touched)),

		/** Notes that days are rolled, but those touched since `seen` was taken. */
		rolled: (kind: DayKind, days: readonly KindDay[], seen: readonly number[]) =>
			inTurn(() => rolled(kind, days, seen)),

		/** Whether the cells were made by these rules, and every day with facts is accounted for. */
		get isReady() {
			return isReady;
		},
		/** From here on repeats of earlier days stand; false while some of them are not rolled. */
		freezeRepeats(before: number): boolean {
			if ([...unrolled.values()].some(({ kind, day }) => kind === 'repeats' && day < before))
				return false;
			frozenBefore = Math.max(frozenBefore, before);
			return true;
		},
		unrolledOf: (city: number, kind: DayKind): ReadonlySet<number> =>
			byCity.get(`${city}|${kind}`) ?? new Set(),
		/** Told of each day that a settle step wrote to, before the step counts as done. */
		onTouched: (tell: (day: TouchedDay) => void) => void touchListeners.push(tell),
		/** Told of each day whose cells are new. */
		onRolled: (tell: (day: KindDay) => void) => void listeners.push(tell),

		/** Lists every day that has facts as one to roll, and only then lets cells be read. */
		async begin(): Promise<void> {
			await writeState(store, 'rollup_definition', 'none', Date.now());
			const at = ++version;
			for (const { kind, facts, anchor } of OWNERS)
				await store.roll(
					`INSERT INTO rolled_days (city, kind, day, is_rolled, mature_at, version) SELECT city, ${catalogueId(kind)}, ${daySql(anchor)} AS day, 0, 0, ${int(at)} FROM ${facts} ${kind === 'repeats' ? `WHERE ${anchor} >= ${int(dayStart(frozenBefore))}` : ''} GROUP BY city, day`
				);
			for (const row of await store.read<KindDay & Record<string, unknown>>(
				'SELECT toString(kind) AS kind, city, day FROM rolled_days FINAL WHERE is_rolled = 0'
			))
				note({ kind: row.kind, city: row.city, day: row.day });
			await writeState(store, 'rollup_definition', definitionOf(config), Date.now() + 1);
			isReady = true;
		}
	};
}
export type DayBook = Awaited<ReturnType<typeof openDayBook>>;
