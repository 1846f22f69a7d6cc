/** Names of what a fault is at: items and indicators by the catalogue, fields of forms by their labels. */
import { NATIONAL_2023 } from '../assessment/national-2023.ts';
import { ITEM_CATALOGUE } from '../assessment/profiles.ts';
import { getLocale } from '../words/compiled/runtime.js';
import { m } from '../words/m.ts';

const INDICATORS = new Map(
	NATIONAL_2023.indicators
		.flatMap((first) => [first, ...first.children])
		.map(({ id, name }) => [id, name] as const)
);

const FIELDS: Readonly<Record<string, () => string>> = {
	value: m.faults_field_value,
	item: m.faults_field_item,
	method: m.faults_field_method,
	from: m.faults_field_from,
	to: m.faults_field_to,
	n: m.faults_field_n,
	note: m.faults_field_note,
	id: m.faults_field_id,
	weights: m.faults_field_weights,
	target: m.faults_field_target,
	prior: m.faults_field_prior,
	index: m.faults_field_index,
	text: m.faults_field_text,
	at: m.faults_field_at,
	residents: m.faults_field_residents,
	source: m.faults_field_source,
	confirmed_by: m.faults_field_confirmed_by,
	confirmed_on: m.faults_field_confirmed_on
};

/** The name of a path or place; the path itself where it has none. */
export function placeName(place: string): string {
	const tier = /^tier (.+)$/.exec(place)?.[1];
	if (tier) return m.faults_field_tiers({ name: tier });
	const last = place.split('.').at(-1)!;
	const named = ITEM_CATALOGUE.get(last)?.name ?? INDICATORS.get(last);
	return named?.[getLocale()] ?? FIELDS[last]?.() ?? place;
}
