/** From sums of facts to measures as they are said: rates with intervals, seconds, by slot. */
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
import type { Quantiles } from '../rollup/waits.ts';

/** Sums by counter of one group of facts. */
export type Counts = Record<string, number>;

/** The answer's group of each table; undefined where no fact fell into it. */
export interface Cells {
	queued?: (Counts & Waited) | undefined;
	arrived?: Counts | undefined;
	repeats?: Counts | undefined;
	created?: Counts | undefined;
	resolved?: Counts | undefined;
	ratings?: Counts | undefined;
	sessions?: (Counts & Waited) | undefined;
}

export type Waited = { quantiles?: Quantiles | undefined } & object;

export interface SlotFigures {
	phone: Record<PhoneSlotId, PhoneSlotMeasures>;
	online: Record<OnlineSlotId, OnlineSlotMeasures>;
}

export function measuresOf(cells: Cells): Measures {
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
		answer_wait_seconds: distribution(answered, queued?.wait_ms, queued?.quantiles),
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
		online_response_seconds: distribution(responded, chats?.response_ms, chats?.quantiles)
	};
}

export function slotFigures(cellsAt: (slot: string) => Cells): SlotFigures {
	const each = <Id extends string, M>(ids: readonly Id[], of: (cells: Cells) => M) =>
		Object.fromEntries(ids.map((id) => [id, of(cellsAt(id))])) as Record<Id, M>;
	return {
		phone: each(PHONE_SLOT_IDS, phoneMeasures),
		online: each(ONLINE_SLOT_IDS, onlineMeasures)
	};
}

export function maturingOf({
	repeats,
	created,
	resolved
}: Cells): Partial<Record<MeasureId, number>> {
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
	sumMs: number | undefined,
	quantilesMs: readonly (number | null)[] | undefined
): Distribution {
	const seconds = (ms: number | null | undefined) => (n > 0 ? inSeconds(ms) : null);
	return {
		mean: seconds((sumMs ?? 0) / n),
		p50: seconds(quantilesMs?.[0]),
		p90: seconds(quantilesMs?.[1]),
		n
	};
}

/** Of the sample; null of fewer than two. */
export function deviationSeconds(cell: Counts | undefined): number | null {
	const { responded: n = 0, response_ms: sum = 0, response_ms_squares = 0 } = cell ?? {};
	if (n < 2) return null;
	const squares = response_ms_squares - sum ** 2 / n;
	return Math.sqrt(Math.max(0, squares) / (n - 1)) / 1000;
}

function inSeconds(ms: number | null | undefined): number | null {
	return ms == null ? null : ms / 1000;
}
