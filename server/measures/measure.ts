/** All measures of a city over any windows: asks the store once a table. */
import type { MeasureId, Measures } from '#contract/measures';
import type { UsedChannels } from '../assessment/channel-counts.ts';
import type { Store } from '../store/store.ts';
import type { TimeRow } from '../rollup/cell-cache.ts';
import type { CellTable } from '../rollup/cell-table.ts';
import { openRollup } from '../rollup/rollup.ts';
import { columnsOf, planOf, readRows, type Asked, type ReadRows } from '../rollup/rows.ts';
import { tally, tallyKey, type Tally } from '../rollup/tally.ts';
import { CellsMovedError, waitLists, waitQuantiles, type WaitColumns } from '../rollup/waits.ts';
import { ARRIVED_CALLS } from './arrived-calls.ts';
import { CREATED_TICKETS } from './created-tickets.ts';
import {
	deviationSeconds,
	maturingOf,
	measuresOf,
	slotFigures,
	type Cells,
	type Counts,
	type SlotFigures,
	type Waited
} from './figures.ts';
import type { MeasureConfig, Question, Window } from './question.ts';
import { QUEUED_CALLS } from './queued-calls.ts';
import { RATINGS } from './ratings.ts';
import { dividedDays, REPEAT_COUNTERS, repeatRows } from './repeat-calls.ts';
import { RESOLVED_TICKETS } from './resolved-tickets.ts';
import { SESSIONS } from './sessions.ts';

const CALL_WAITS: WaitColumns = { values: 'waits', histogram: 'wait', n: 'answered' };
const SESSION_WAITS: WaitColumns = { values: 'responses', histogram: 'response', n: 'responded' };

/** How often a question is asked again when days were rolled meanwhile. */
const MOST_ATTEMPTS = 3;

export interface StepFigures {
	from: number;
	to: number;
	measures: Measures;
}

export interface Figures {
	measures: Measures;
	/** Facts of the window that can still change a measure by growing older. */
	maturing: Partial<Record<MeasureId, number>>;
	/** Sample standard deviation of the online response, for the error of its mean. */
	onlineResponseDeviationSeconds: number | null;
	/** Sums over the calls that arrived: what they met before a person. */
	arrived: Counts | undefined;
	/** Channels of created tickets and of sessions. */
	readonly used: UsedChannels;
	slots?: SlotFigures;
	steps?: StepFigures[];
}

/** Figures of each of the question's windows, in their order. */
export async function measure(
	store: Store,
	question: Question,
	config: MeasureConfig
): Promise<Figures[]> {
	for (let attempt = 1; ; attempt++)
		try {
			return await attemptMeasure(store, question, config);
		} catch (error) {
			if (!(error instanceof CellsMovedError) || attempt === MOST_ATTEMPTS) throw error;
		}
}

async function attemptMeasure(
	store: Store,
	question: Question,
	config: MeasureConfig
): Promise<Figures[]> {
	const cells = await openRollup(store, question.city, question.now);
	const asked: Asked = { store, question, config, cells };
	// All plans are made in this turn: a day that is rolled later does not come between them.
	const callLists = waitLists(planOf(asked, 'calls').facts, CALL_WAITS);
	const sessionLists = waitLists(planOf(asked, 'sessions').facts, SESSION_WAITS);
	const calls = readRows(asked, QUEUED_CALLS, callLists, dividedDays(asked));
	const [queued, arrived, repeats, created, resolved, rated, chats] = await Promise.all([
		calls.then((read) => waited(asked, QUEUED_CALLS, read, CALL_WAITS, 'phone')),
		readRows(asked, ARRIVED_CALLS, []).then(({ rows }) =>
			grouped(asked, ARRIVED_CALLS, rows, 'phone')
		),
		calls
			.then((read) => repeatRows(asked, read, indexOf(asked, QUEUED_CALLS, 'with_caller')))
			.then((rows) => named(tally(rows, question, 'phone'), REPEAT_COUNTERS)),
		readRows(asked, CREATED_TICKETS, [
			'respond_pending',
			'resolve_pending',
			'channels',
			'self_service_channels'
		]).then(({ rows }) => createdGroups(asked, rows)),
		readRows(asked, RESOLVED_TICKETS, []).then(({ rows }) =>
			grouped(asked, RESOLVED_TICKETS, rows)
		),
		readRows(asked, RATINGS, []).then(({ rows }) => grouped(asked, RATINGS, rows)),
		readRows(asked, SESSIONS, ['channels', ...sessionLists]).then((read) =>
			waited(asked, SESSIONS, read, SESSION_WAITS, 'online')
		)
	]);
	const cellsAt = (w: number, slot = '', step: number | '' = ''): Cells => {
		const key = tallyKey(w, slot, step);
		return {
			queued: queued.counts.get(key),
			arrived: arrived.get(key),
			repeats: repeats.get(key),
			created: created.counts.get(key),
			resolved: resolved.get(key),
			ratings: rated.get(key),
			sessions: chats.counts.get(key)
		};
	};
	return question.windows.map(({ from, to }, w) => ({
		measures: measuresOf(cellsAt(w)),
		maturing: maturingOf(cellsAt(w)),
		onlineResponseDeviationSeconds: deviationSeconds(cellsAt(w).sessions),
		arrived: cellsAt(w).arrived,
		/** Worked out for those who look: it goes over every row. */
		get used() {
			return usedChannels(
				created.tallies.get(tallyKey(w)),
				chats.tallies.get(tallyKey(w)),
				cellsAt(w)
			);
		},
		...(question.bySlot &&
			(question.slotWindows?.includes(w) ?? true) && {
				slots: slotFigures((slot) => cellsAt(w, slot))
			}),
		...(question.steps &&
			(question.stepWindows?.includes(w) ?? true) && {
				steps: clippedSteps(question.steps, { from, to }).map(({ start, ...step }) => ({
					...step,
					measures: measuresOf(cellsAt(w, '', start))
				}))
			})
	}));
}

/** Sums under the names of their counters. */
function named(
	tallies: ReadonlyMap<string, Tally>,
	counters: readonly string[]
): Map<string, Counts> {
	return new Map(
		[...tallies].map(([key, { sums }]) => [
			key,
			Object.fromEntries(counters.map((name, i) => [name, sums[i]!]))
		])
	);
}

const countersOf = (asked: Asked, table: CellTable) => columnsOf(table, asked.config).counters;
const indexOf = (asked: Asked, table: CellTable, name: string) =>
	countersOf(asked, table).indexOf(name);

function grouped(
	asked: Asked,
	table: CellTable,
	rows: readonly TimeRow[],
	medium?: 'phone' | 'online'
): Map<string, Counts> {
	return named(tally(rows, asked.question, medium), countersOf(asked, table));
}

async function waited(
	asked: Asked,
	table: CellTable,
	read: ReadRows,
	waits: WaitColumns,
	medium: 'phone' | 'online'
) {
	const tallies = tally(read.rows, asked.question, medium);
	const quantiles = await waitQuantiles(asked, table, read, tallies, waits);
	const counts = named(tallies, countersOf(asked, table));
	const withQuantiles = new Map(
		[...counts].map(([key, sums]) => [
			key,
			{ ...sums, quantiles: quantiles.get(key) } as Counts & Waited
		])
	);
	return { counts: withQuantiles, tallies };
}

function usedChannels(
	created: Tally | undefined,
	chats: Tally | undefined,
	cells: Cells
): UsedChannels {
	const named = (tallied: Tally | undefined, list: string) => [
		...new Set((tallied?.rows ?? []).flatMap(({ lists }) => (lists[list] ?? []) as string[]))
	];
	return {
		channels: [...named(created, 'channels'), ...named(chats, 'channels')],
		facts: (cells.created?.with_channel ?? 0) + (cells.sessions?.with_channel ?? 0),
		selfServiceChannels: named(created, 'self_service_channels'),
		selfServiceFacts: cells.created?.self_service_known ?? 0
	};
}

/** With what is due by now of what is not done. */
function createdGroups(asked: Asked, rows: readonly TimeRow[]) {
	const { question } = asked;
	const tallies = tally(rows, question);
	const counts = named(tallies, countersOf(asked, CREATED_TICKETS));
	for (const [key, { rows: own }] of tallies) {
		const sums = counts.get(key)!;
		for (const [name, done] of [
			['respond', 'responded'],
			['resolve', 'resolved']
		] as const) {
			let [due, pending] = [0, 0];
			for (const { lists } of own)
				for (const at of (lists[`${name}_pending`] ?? []) as number[]) {
					pending++;
					if (at <= question.now) due++;
				}
			sums[`${name}_due`] = sums[`${done}_with_due`]! + due;
			sums[`${name}_maturing`] = pending - due;
		}
	}
	return { counts, tallies };
}

/** The steps that touch a window, the first and the last clipped to it. */
function clippedSteps(starts: readonly number[], { from, to }: Window) {
	return starts
		.map((start, index) => ({
			start,
			from: Math.max(from, start),
			to: Math.min(to, starts[index + 1] ?? to)
		}))
		.filter((step) => step.from < step.to);
}
