/** From figures to what each item of the assessment measures, with the measure's own 95 % limits. */
import { ONLINE_SLOTS, PHONE_SLOTS } from '#contract/slots';
import type { Measured } from '#assessment/assess';
import { Z_95, type Rate } from '#statistics/wilson';
import type { SlotFigures } from '../measures/figures.ts';
import type { Figures } from '../measures/measure.ts';
import type { ArrivedMeans, Mean } from './arrived-means.ts';
import type { ChannelCount, ChannelCounts } from './channel-counts.ts';

export interface MeasuredInput {
	figures: Figures & { slots: SlotFigures };
	arrived: ArrivedMeans;
	channels: ChannelCounts;
}

/** Measured items by id; an item without facts has n = 0 and no value. */
export function measuredItems(input: MeasuredInput): Record<string, Measured> {
	const { measures, slots } = input.figures;
	const response = measures.online_response_seconds;
	const declared = measures.fcr_declared;
	return {
		welcome_seconds: ofMean(input.arrived.welcome_seconds),
		menu_depth: ofMean(input.arrived.menu_depth),
		audio_quality: ofMean(input.arrived.audio_quality),
		connection: ofRate(measures.connection_rate),
		phone_slots: ofSlots(
			PHONE_SLOTS.filter((slot) => slot.probed).map((slot) => slots.phone[slot.id].connection_rate)
		),
		online_slots: ofSlots(
			ONLINE_SLOTS.filter((slot) => slot.probed).map(
				(slot) => slots.online[slot.id].online_connection_rate
			)
		),
		online_response: ofMean({
			mean: response.mean,
			deviation: input.figures.onlineResponseDeviationSeconds,
			n: response.n
		}),
		non_phone_share: ofRate(measures.non_phone_share),
		channels: ofCount(input.channels.channels),
		self_service_channels: ofCount(input.channels.self_service_channels),
		progress_channels: ofCount(input.channels.progress_channels),
		response_commitment: ofRate(measures.respond_on_time),
		resolution_commitment: ofRate(measures.resolve_on_time),
		callback_commitment: ofRate(measures.callback_rate),
		after_call_satisfaction: ofRate(measures.after_call_satisfaction),
		callback_satisfaction: ofRate(measures.callback_satisfaction),
		first_contact_resolution: ofRate(declared.denominator > 0 ? declared : measures.fcr_no_repeat),
		complaint_rate: ofRate(measures.complaint_rate)
	};
}

function ofRate({ value, denominator, low, high }: Rate): Measured {
	return { value, n: denominator, low, high };
}

function ofMean({ mean, deviation, n }: Mean): Measured {
	const half = n > 1 && deviation !== null ? (Z_95 * deviation) / Math.sqrt(n) : null;
	return {
		value: n > 0 ? mean : null,
		n,
		low: mean !== null && half !== null ? mean - half : null,
		high: mean !== null && half !== null ? mean + half : null
	};
}

/** Channels are counted, not sampled: what was used was used. */
function ofCount({ channels, facts }: ChannelCount): Measured {
	return { value: facts > 0 ? channels : null, n: facts, low: null, high: null };
}

/**
 * The plain mean of the slots' rates that have decided calls. Slots are independent, so the mean's
 * half-width is the root of the summed squares of theirs, over their number, on each side.
 */
function ofSlots(rates: Rate[]): Measured {
	const decided = rates.filter((slot) => slot.value !== null);
	const n = decided.reduce((sum, slot) => sum + slot.denominator, 0);
	if (decided.length === 0) return { value: null, n: 0, low: null, high: null };
	const mean = decided.reduce((sum, slot) => sum + slot.value!, 0) / decided.length;
	const side = (distance: (slot: Rate) => number) =>
		Math.hypot(...decided.map(distance)) / decided.length;
	return {
		value: mean,
		n,
		low: mean - side((slot) => slot.value! - slot.low!),
		high: mean + side((slot) => slot.high! - slot.value!)
	};
}
