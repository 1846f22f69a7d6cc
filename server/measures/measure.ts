/** All measures of a city over any windows: asks the store once a table, finishes the answer here. */
import type {
	Distribution,
	MeasureId,
	Measures,
	OnlineSlotMeasures,
	PhoneSlotMeasures
} from '#contract/measures';
import {
	ONLINE_SLOT_IDS,
	PHONE_SLOT_IDS,
	type OnlineSlotId,
	type PhoneSlotId
} from '#contract/slots';
import { rate } from '#statistics/wilson';
import type { Store } from '../store/store.ts';
import { arrivedCalls, type ArrivedCallsCell } from './arrived-calls.ts';
import { createdTickets, type CreatedTicketsCell } from './created-tickets.ts';
import type { Cell, MeasureConfig, Question, Window } from './question.ts';
import { queuedCalls, type QueuedCallsCell } from './queued-calls.ts';
import { ratings, type RatingsCell } from './ratings.ts';
import { repeatCalls, type RepeatCallsCell } from './repeat-calls.ts';
import { resolvedTickets, type ResolvedTicketsCell } from './resolved-tickets.ts';
import { sessions, type SessionsCell } from './sessions.ts';

/** The answer's cell of each table; undefined where no fact fell into it. */
interface Cells {
	queued?: QueuedCallsCell | undefined;
	arrived?: ArrivedCallsCell | undefined;
	repeats?: RepeatCallsCell | undefined;
	created?: CreatedTicketsCell | undefined;
	resolved?: ResolvedTicketsCell | undefined;
	ratings?: RatingsCell | undefined;
	sessions?: SessionsCell | undefined;
}

export interface SlotFigures {
	phone: Record<PhoneSlotId, PhoneSlotMeasures>;
	online: Record<OnlineSlotId, OnlineSlotMeasures>;
}

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
	slots?: SlotFigures;
	steps?: StepFigures[];
}

/** Figures of each of the question's windows, in their order. */
export async function measure(
	store: Store,
	question: Question,
	config: MeasureConfig
): Promise<Figures[]> {
	const [queued, arrived, repeats, created, resolved, rated, chats] = await Promise.all([
		queuedCalls(store, question, config).then(byCell),
		arrivedCalls(store, question, config).then(byCell),
		repeatCalls(store, question, config).then(byCell),
		createdTickets(store, question).then(byCell),
		resolvedTickets(store, question).then(byCell),
		ratings(store, question, config).then(byCell),
		sessions(store, question).then(byCell)
	]);
	const cellsAt = (w: number, slot = '', step = 0): Cells => {
		const key = cellKey(w, slot, step);
		return {
			queued: queued.get(key),
			arrived: arrived.get(key),
			repeats: repeats.get(key),
			created: created.get(key),
			resolved: resolved.get(key),
			ratings: rated.get(key),
			sessions: chats.get(key)
		};
	};
	return question.windows.map(({ from, to }, w) => ({
		measures: measuresOf(cellsAt(w)),
		maturing: maturingOf(cellsAt(w)),
		onlineResponseDeviationSeconds: inSeconds(cellsAt(w).sessions?.response_ms_deviation),
		...(question.bySlot && { slots: slotFigures((slot) => cellsAt(w, slot)) }),
		...(question.steps && {
			steps: clippedSteps(question.steps, { from, to }).map(({ start, ...step }) => ({
				...step,
				measures: measuresOf(cellsAt(w, '', start))
			}))
		})
	}));
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

const cellKey = (w: number, slot: string, step: number) => `${w}|${slot}|${step}`;

function byCell<C extends Cell>(cells: C[]): Map<string, C> {
	return new Map(cells.map((cell) => [cellKey(cell.w, cell.slot, cell.step), cell]));
}

function measuresOf(cells: Cells): Measures {
	const { created, resolved, ratings: rated } = cells;
	return {
		...phoneMeasures(cells),
		non_phone_share: rate(created?.non_phone ?? 0, created?.with_channel ?? 0),
		complaint_rate: rate(created?.complained ?? 0, created?.created ?? 0),
		after_call_satisfaction: rate(rated?.after_call_satisfied ?? 0, rated?.after_call_scored ?? 0),
		callback_satisfaction: rate(rated?.callback_satisfied ?? 0, rated?.callback_scored ?? 0),
		rating_response_rate: rate(rated?.scored ?? 0, rated?.asked ?? 0),
		respond_on_time: rate(created?.responded_on_time ?? 0, created?.respond_due ?? 0),
		resolve_on_time: rate(created?.resolved_on_time ?? 0, created?.resolve_due ?? 0),
		callback_rate: rate(resolved?.visited ?? 0, resolved?.resolved ?? 0),
		...onlineMeasures(cells)
	};
}

function phoneMeasures({ queued, arrived, repeats }: Cells): PhoneSlotMeasures {
	const decided = queued?.decided ?? 0;
	const answered = queued?.answered ?? 0;
	return {
		connection_rate: rate(answered, decided),
		connection_rate_agent: rate(queued?.answered_by_agent ?? 0, decided),
		connection_rate_offered: rate(arrived?.answered ?? 0, arrived?.decided ?? 0),
		connection_rate_15s: rate(queued?.answered_in_time ?? 0, decided),
		answer_wait_seconds: distribution(answered, queued?.wait_ms_mean, queued?.wait_ms_quantiles),
		fcr_declared: rate(queued?.resolved ?? 0, queued?.resolution_known ?? 0),
		fcr_no_repeat: rate(repeats?.not_repeated ?? 0, repeats?.judged ?? 0)
	};
}

function onlineMeasures({ sessions: chats }: Cells): OnlineSlotMeasures {
	const decided = chats?.decided ?? 0;
	const responded = chats?.responded ?? 0;
	return {
		online_connection_rate: rate(responded, decided),
		online_connection_rate_agent: rate(chats?.responded_by_agent ?? 0, decided),
		online_response_seconds: distribution(
			responded,
			chats?.response_ms_mean,
			chats?.response_ms_quantiles
		)
	};
}

function slotFigures(cellsAt: (slot: string) => Cells): SlotFigures {
	const each = <Id extends string, M>(ids: readonly Id[], of: (cells: Cells) => M) =>
		Object.fromEntries(ids.map((id) => [id, of(cellsAt(id))])) as Record<Id, M>;
	return {
		phone: each(PHONE_SLOT_IDS, phoneMeasures),
		online: each(ONLINE_SLOT_IDS, onlineMeasures)
	};
}

function maturingOf({ repeats, created, resolved }: Cells): Figures['maturing'] {
	return {
		fcr_no_repeat: repeats?.maturing ?? 0,
		complaint_rate: created?.not_closed ?? 0,
		respond_on_time: created?.respond_maturing ?? 0,
		resolve_on_time: created?.resolve_maturing ?? 0,
		callback_rate: resolved?.maturing ?? 0
	};
}

/** Milliseconds of the store to the seconds of the contract. */
function distribution(
	n: number,
	meanMs: number | null | undefined,
	quantilesMs: readonly (number | null)[] | undefined
): Distribution {
	const seconds = (ms: number | null | undefined) => (n > 0 ? inSeconds(ms) : null);
	return {
		mean: seconds(meanMs),
		p50: seconds(quantilesMs?.[0]),
		p90: seconds(quantilesMs?.[1]),
		n
	};
}

function inSeconds(ms: number | null | undefined): number | null {
	return ms == null ? null : ms / 1000;
}
