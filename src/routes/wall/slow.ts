/** The slow measures' rows: which to show, and the printed mean of comparable cities beside each. */
import type { WindowFigures } from '$lib/contract/live.ts';
import { MEASURES, type RateId } from '$lib/contract/measures.ts';
import { facts, tiers } from '$lib/reference/national-index-2023.json';
import type { Rate } from '$lib/statistics/wilson.ts';

export interface Peer {
	scope: 'tier' | 'nation';
	/** Ratio. */
	value: number;
}

export interface SlowRow {
	id: RateId;
	rate: Rate;
	peer: Peer | null;
	/** Young facts that can still change the rate. */
	maturing: number;
	/** What its denominator counts. */
	counts: 'calls' | 'tickets' | 'ratings';
}

type TierMeans = (typeof tiers)['一线'];
const TIERS: Record<string, TierMeans> = tiers;

const TIER_KEYS: Partial<Record<RateId, keyof TierMeans>> = {
	fcr_declared: 'firstContactResolution',
	fcr_no_repeat: 'firstContactResolution',
	complaint_rate: 'ticketComplaintRate',
	after_call_satisfaction: 'afterCallSatisfaction',
	callback_satisfaction: 'callbackSatisfaction'
};

/** The 2023 report's mean to compare a measure with; it prints these two for the nation alone. */
export function peerOf(id: RateId, tier: string | null): Peer | null {
	if (id === 'non_phone_share') return { scope: 'nation', value: facts.nonPhoneTicketShare };
	if (id === 'connection_rate') return { scope: 'nation', value: facts.connectionRate };
	const key = TIER_KEYS[id];
	const means = tier === null ? undefined : TIERS[tier];
	return key && means ? { scope: 'tier', value: means[key] } : null;
}

const counted = (id: RateId): SlowRow['counts'] =>
	MEASURES[id].windowTime === 'created'
		? 'tickets'
		: MEASURES[id].windowTime === 'rated_at'
			? 'ratings'
			: 'calls';

/** The five rows; first contact as declared where anybody declares it, else by repeat calls. */
export function slowRows({ measures, maturing }: WindowFigures, tier: string | null): SlowRow[] {
	const declared = measures.fcr_declared.denominator > 0;
	const ids: RateId[] = [
		declared ? 'fcr_declared' : 'fcr_no_repeat',
		'after_call_satisfaction',
		'callback_satisfaction',
		'complaint_rate',
		'non_phone_share'
	];
	return ids.map((id) => ({
		id,
		rate: measures[id],
		peer: peerOf(id, tier),
		maturing: maturing[id] ?? 0,
		counts: counted(id)
	}));
}
