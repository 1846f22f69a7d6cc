/** What missing fields cost the assessment: the items that rest on them, and their weight in the index. */
import { NATIONAL_2023 } from '#assessment/national-2023';
import { chooseReading, type Reading, type Window } from '#assessment/readings';
import {
	FIELDS,
	type FieldId,
	type FieldItem,
	type FieldQuality,
	type ItemState
} from '#contract/quality';
import { rate } from '#statistics/wilson';
import type { FieldCounts } from './fields.ts';

/** Fewer facts than this say little; a figure of fewer than half of the facts may be a biased one. */
const THIN_FACTS = 30;
const THIN_SHARE = 0.5;

type Whole = FieldQuality['of'];

const OF: Record<FieldId, Whole> = {
	caller: 'calls',
	resolved_on_contact: 'answered_calls',
	welcome_seconds: 'calls',
	menu_depth: 'calls',
	mos: 'calls',
	channel: 'tickets',
	self_service: 'tickets',
	respond_due_at: 'tickets',
	resolve_due_at: 'tickets'
};

const ITEMS: Record<FieldId, readonly string[]> = {
	caller: ['first_contact_resolution'],
	resolved_on_contact: ['first_contact_resolution'],
	welcome_seconds: ['welcome_seconds'],
	menu_depth: ['menu_depth'],
	mos: ['audio_quality'],
	channel: ['non_phone_share', 'channels', 'self_service_channels'],
	self_service: ['self_service_channels'],
	respond_due_at: ['response_commitment'],
	resolve_due_at: ['resolution_commitment']
};

/** Items by id, with their share of the whole index. */
const PROFILE_ITEMS = new Map(
	NATIONAL_2023.indicators.flatMap((first) =>
		first.children.flatMap((second) =>
			second.items.map((item) => {
				const weight = (first.weight * second.weight) / second.items.length;
				return [item.id, { name: item.name, weight }] as const;
			})
		)
	)
);

/** Facts that an item can be measured by, of how many there are. */
function evidence(item: string, { present, ...counts }: FieldCounts): [n: number, of: number] {
	switch (item) {
		case 'first_contact_resolution':
			return present.resolved_on_contact > 0
				? [present.resolved_on_contact, counts.answered_calls]
				: [present.caller, counts.calls];
		case 'channels':
			return [present.channel + counts.sessions, counts.tickets + counts.sessions];
		case 'self_service_channels':
			return [Math.min(present.self_service, present.channel), counts.tickets];
		default: {
			const field = FIELDS.find((id) => ITEMS[id].includes(item))!;
			return [present[field], counts[OF[field]]];
		}
	}
}

function stateOf(item: string, counts: FieldCounts, hasReading: boolean): ItemState {
	const [n, of] = evidence(item, counts);
	if (n === 0) return hasReading ? 'reading' : 'unknown';
	return n < THIN_FACTS || n < of * THIN_SHARE ? 'thin' : 'measured';
}

/** Each field with its gap and what rests on it, and the index's weight that the gaps cost in all. */
export function fieldQuality(
	counts: FieldCounts,
	readings: readonly Reading[],
	window: Window
): { fields: FieldQuality[]; cost: { unknown: number; thin: number } } {
	const fields = FIELDS.map((id) => {
		const of = counts[OF[id]];
		return {
			id,
			of: OF[id],
			missing: rate(of - counts.present[id], of),
			items: ITEMS[id].map((item): FieldItem => {
				const { name, weight } = PROFILE_ITEMS.get(item)!;
				const hasReading = chooseReading(readings, item, window) !== null;
				const state = stateOf(item, counts, hasReading);
				return { id: item, name: name.zh, name_en: name.en, weight, state };
			})
		};
	});
	// Where there is no fact at all nothing is missing from one.
	const gaps = fields.filter(({ missing }) => missing.numerator > 0);
	const items = new Map(gaps.flatMap(({ items }) => items.map((item) => [item.id, item])));
	const weightOf = (state: ItemState) =>
		[...items.values()]
			.filter((item) => item.state === state)
			.reduce((sum, { weight }) => sum + weight, 0);
	return { fields, cost: { unknown: weightOf('unknown'), thin: weightOf('thin') } };
}
