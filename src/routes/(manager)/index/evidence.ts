/** What lies beneath an item: the fields that would measure it, and where its facts are shown. Pure. */
import type { LostDefinition } from '$lib/contract/answers.ts';
import type { MeasureId } from '$lib/contract/measures.ts';
import type { Assessment, ItemAssessment } from '$lib/assessment/types.ts';

interface Beneath {
	/** Fields of events, as they are sent. */
	fields: string;
	measure?: MeasureId;
	lost?: LostDefinition;
	cut?: 'slot';
}

const BENEATH: Record<string, Beneath> = {
	welcome_seconds: { fields: 'call.welcome_seconds' },
	menu_depth: { fields: 'call.menu_depth' },
	audio_quality: { fields: 'call.mos' },
	connection: {
		fields: 'call.queued_at, answered_at, ended_at',
		measure: 'connection_rate',
		lost: 'connection_rate'
	},
	phone_slots: {
		fields: 'call.queued_at, answered_at, ended_at',
		measure: 'connection_rate',
		lost: 'connection_rate',
		cut: 'slot'
	},
	online_slots: {
		fields: 'session.requested_at, responded_at, ended_at',
		measure: 'online_connection_rate',
		cut: 'slot'
	},
	online_response: {
		fields: 'session.requested_at, responded_at',
		measure: 'online_response_seconds'
	},
	non_phone_share: { fields: 'ticket.channel', measure: 'non_phone_share' },
	channels: { fields: 'ticket.channel, session.channel', measure: 'non_phone_share' },
	self_service_channels: { fields: 'ticket.self_service, channel' },
	progress_channels: { fields: 'ticket.event = progress_viewed' },
	response_commitment: {
		fields: 'ticket.respond_due_at, event = responded',
		measure: 'respond_on_time'
	},
	resolution_commitment: {
		fields: 'ticket.resolve_due_at, event = resolved',
		measure: 'resolve_on_time'
	},
	callback_commitment: { fields: 'ticket.event = visited, resolved', measure: 'callback_rate' },
	after_call_satisfaction: {
		fields: 'rating.kind = after_call, score',
		measure: 'after_call_satisfaction'
	},
	callback_satisfaction: {
		fields: 'rating.kind = callback, score',
		measure: 'callback_satisfaction'
	},
	first_contact_resolution: {
		fields: 'call.resolved_on_contact, call.caller',
		measure: 'fcr_declared'
	},
	complaint_rate: { fields: 'ticket.event = complained', measure: 'complaint_rate' },
	calls_per_resident: { fields: 'call.arrived_at' }
};

/** Fields that would measure the item; null where only a reading can. */
export const fieldsOf = (item: string): string | null => BENEATH[item]?.fields ?? null;

/** An instant as the measures page's address takes it: Beijing time without an offset. */
const local = (instant: string) => instant.slice(0, 23);

/** Parameters of /measures that show the facts of a measured item over the very window; null without. */
export function factsSearch(
	{ id, source }: Pick<ItemAssessment, 'id' | 'source'>,
	{ from, to }: Pick<Assessment, 'from' | 'to'>
): Record<string, string> | null {
	const beneath = BENEATH[id];
	if (source !== 'measured' || !beneath?.measure) return null;
	return {
		from: local(from),
		to: local(to),
		measure: beneath.measure,
		...(beneath.cut && { cut: beneath.cut }),
		...(beneath.lost && { lost: beneath.lost })
	};
}

/** Where the index would end were the item at 0 and at 100, everything else as it is. */
export function worthOf(
	assessment: Assessment,
	item: ItemAssessment,
	weight: number
): { low: number; high: number } {
	const others = assessment.index.point - weight * item.score.point;
	return { low: others, high: others + 100 * weight };
}
