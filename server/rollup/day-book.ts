/**
 * The account of which days the rollup holds. It is in the store; what is kept here only spares
 * writing what the store already says.
 */
import type { MeasureConfig } from '../measures/question.ts';
import { catalogueId, int } from '../store/literal.ts';
import { writeState } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { DAY_KINDS, type DayKind } from './cell-table.ts';
import { definitionOf } from './definition.ts';
import { daySql } from './parts-of-day.ts';
import { rolledSql } from './roll.ts';

export interface KindDay {
	kind: DayKind;
	city: number;
	day: number;
}

/** A day that a settle step wrote to, and the earliest instant of what it wrote there. */
export interface TouchedDay extends KindDay {
	earliest_at: number;
}

const OWNERS: readonly { kind: DayKind; facts: string; anchor: string }[] = [
	{ kind: 'calls', facts: 'calls', anchor: 'placed_at' },
	{ kind: 'repeats', facts: 'calls', anchor: 'placed_at' },
	{ kind: 'sessions', facts: 'sessions', anchor: 'requested_at' },
	{ kind: 'created', facts: 'tickets_by_created', anchor: 'created_at' },
	{ kind: 'resolved', facts: 'tickets_by_resolved', anchor: 'resolved_at' },
	{ kind: 'ratings', facts: 'ratings', anchor: 'rated_at' }
];

const keyOf = ({ kind, city, day }: KindDay) =>
	(city * 100_000 + day) * DAY_KINDS.length + DAY_KINDS.indexOf(kind);

export async function openDayBook(store: Store, config: MeasureConfig) {
	const unrolled = new Map<number, KindDay>();
	/** The same, by city and kind. */
	const byCity = new Map<string, Set<number>>();
	const listeners: ((day: KindDay) => void)[] = [];
	let isReady = false;
	/** Raised when a day is touched: whoever read its facts before must not call it rolled. */
	const touches = new Map<number, number>();
	/** By city: nothing asked for after this decides about a repeat that is rolled. */
	const repeatsEnd = new Map<number, number>();
	const [latest] = await store.read<{ version: number }>(
		'SELECT max(version) AS version FROM rolled_days'
	);
	let version = latest?.version ?? 0;
	for (const row of await store.read<KindDay & Record<string, unknown>>(
		'SELECT toString(kind) AS kind, city, day FROM rolled_days FINAL WHERE is_rolled = 0'
	))
		note({ kind: row.kind, city: row.city, day: row.day });
	await readRepeatsEnd();
	isReady = await isCurrent();

	function note(day: KindDay): void {
		unrolled.set(keyOf(day), day);
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

	async function readRepeatsEnd(): Promise<void> {
		const rows = await store.read<{ city: number; end: number }>(
			`SELECT city, max(mature_at) AS end FROM rolled_days WHERE kind = 'repeats' GROUP BY city`
		);
		for (const { city, end } of rows) repeatsEnd.set(city, end);
	}

	/** Repeats of earlier days that a call of this day may decide about. */
	async function decidedBy(calls: readonly TouchedDay[]): Promise<KindDay[]> {
		const old = calls.filter(({ city, earliest_at: at }) => at <= (repeatsEnd.get(city) ?? 0));
		if (old.length === 0) return [];
		const conditions = old.map(
			({ city, day, earliest_at: at }) =>
				`(city = ${int(city)} AND day <= ${int(day)} AND mature_at >= ${int(at)})`
		);
		const rows = await store.read<{ city: number; day: number }>(
			`SELECT city, day FROM rolled_days FINAL WHERE kind = 'repeats' AND is_rolled = 1 AND (${conditions.join(' OR ')})`
		);
		return rows.map((row) => ({ ...row, kind: 'repeats' }));
	}

	return {
		nextVersion: () => ++version,
		unrolled: () => [...unrolled.values()],
		touchesOf: (day: KindDay) => touches.get(keyOf(day)) ?? 0,

		/** Notes that days must be rolled anew; durable when it resolves. */
		async touch(touched: readonly TouchedDay[]): Promise<void> {
			const calls = touched.filter(({ kind }) => kind === 'calls');
			const days: KindDay[] = [
				...touched,
				...calls.map(({ city, day }) => ({ city, day, kind: 'repeats' as const })),
				...(await decidedBy(calls))
			];
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
		},

		/** Notes that days are rolled, but those touched since `seen` was taken. */
		async rolled(kind: DayKind, days: readonly KindDay[], seen: readonly number[]): Promise<void> {
			const still = days.filter((day, i) => (touches.get(keyOf(day)) ?? 0) === seen[i]);
			if (still.length === 0) return;
			for (const day of still) {
				strike(day);
				for (const tell of listeners) tell(day);
				touches.delete(keyOf(day));
				// Until the store says how far they reach.
				if (kind === 'repeats') repeatsEnd.set(day.city, Infinity);
			}
			try {
				await store.roll(rolledSql(kind, still, ++version));
				if (kind === 'repeats') await readRepeatsEnd();
			} catch (error) {
				for (const day of still) note(day);
				throw error;
			}
		},

		/** Whether the cells were made by these rules, and every day with facts is accounted for. */
		get isReady() {
			return isReady;
		},
		unrolledOf: (city: number, kind: DayKind): ReadonlySet<number> =>
			byCity.get(`${city}|${kind}`) ?? new Set(),
		/** Told of each day whose cells are new. */
		onRolled: (tell: (day: KindDay) => void) => void listeners.push(tell),

		/** Lists every day that has facts as one to roll, and only then lets cells be read. */
		async begin(): Promise<void> {
			await writeState(store, 'rollup_definition', 'none', Date.now());
			const at = ++version;
			for (const { kind, facts, anchor } of OWNERS)
				await store.roll(
					`INSERT INTO rolled_days (city, kind, day, is_rolled, mature_at, version) SELECT city, ${catalogueId(kind)}, ${daySql(anchor)} AS day, 0, 0, ${int(at)} FROM ${facts} GROUP BY city, day`
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
