/** What is compared, and what the report prints of it for a group of cities. */
import { NATIONAL_2023 } from '../assessment/national-2023.ts';
import type { Item, Label } from '../assessment/profile.ts';
import {
	CITY_CLASS_INDEX,
	NATIONAL_FACTS,
	PROVINCE_INDEX,
	REGION_MEANS,
	TIER_MEANS,
	type IndexMeans,
	type TierMeans
} from '../reference/national-index-2023.ts';
import type { PeerGroup } from './types.ts';

export interface Subject {
	/** `index`, a first-level indicator, or an item of the profile. */
	id: string;
	name: Label;
	level: 'index' | 'indicator' | 'item';
	unit: 'ratio' | 'score';
	better: 'higher' | 'lower';
	/** Its column in the report's table of tiers. */
	column: keyof TierMeans | null;
	/** Printed for the nation; null where it is worked out from the tiers or indicators. */
	nation: number | null;
}

/** Columns of the report's table of tiers (part 四) by the item that they print. */
const ITEM_COLUMNS: readonly (readonly [item: string, column: keyof TierMeans | null])[] = [
	['connection', null],
	['non_phone_share', null],
	['after_call_satisfaction', 'afterCallSatisfaction'],
	['callback_satisfaction', 'callbackSatisfaction'],
	['first_contact_resolution', 'firstContactResolution'],
	['complaint_rate', 'ticketComplaintRate'],
	['calls_per_resident', 'callsPerResident'],
	['overall_experience', 'overallExperienceScore'],
	['process_rating', 'processScore'],
	['status_rating', 'statusScore'],
	['trust', 'trustScore']
];
const NATION_PRINTED: Partial<Record<string, number>> = {
	connection: NATIONAL_FACTS.connectionRate,
	non_phone_share: NATIONAL_FACTS.nonPhoneTicketShare
};

const ITEMS: ReadonlyMap<string, Item> = new Map(
	NATIONAL_2023.indicators
		.flatMap((first) => first.children.flatMap(({ items }) => items))
		.map((item) => [item.id, item])
);

/** The item that a subject is; null of the index and its indicators. */
export const itemOfSubject = (id: string): Item | null => ITEMS.get(id) ?? null;

function itemSubject(id: string, column: keyof TierMeans | null): Subject {
	const item = ITEMS.get(id);
	if (!item) throw new Error(`no item ${id} in ${NATIONAL_2023.id}`);
	return {
		id,
		name: item.name,
		level: 'item',
		unit: item.unit === 'ratio' ? 'ratio' : 'score',
		better: item.target > item.floor ? 'higher' : 'lower',
		column,
		nation: NATION_PRINTED[id] ?? null
	};
}

export const SUBJECTS: readonly Subject[] = [
	{
		id: 'index',
		name: { zh: '全国指数', en: 'National index' },
		level: 'index',
		unit: 'score',
		better: 'higher',
		column: 'index',
		nation: null
	},
	...NATIONAL_2023.indicators.map(({ id, name, mean }) => ({
		id,
		name,
		level: 'indicator' as const,
		unit: 'score' as const,
		better: 'higher' as const,
		column: id as keyof IndexMeans,
		nation: mean
	})),
	...ITEM_COLUMNS.map(([id, column]) => itemSubject(id, column))
];

/** The nation's figure where the report prints none: of the index by the weights, of an item by the tiers. */
function derivedNation({ id, level }: Subject): number | null {
	if (level === 'index')
		return NATIONAL_2023.indicators.reduce((sum, { weight, mean }) => sum + weight * mean, 0);
	return level === 'item' ? (ITEMS.get(id)?.mean ?? null) : null;
}

function fromTable(table: Readonly<Record<string, unknown>>, key: string, column: string) {
	const row = Object.hasOwn(table, key) ? (table[key] as Record<string, number>) : undefined;
	return row?.[column] ?? null;
}

/** The group's figure, and whether the report prints it; null where it prints nothing of the kind. */
export function printedFigure(
	subject: Subject,
	group: PeerGroup
): { value: number; printed: boolean } | null {
	const printed = printedValue(subject, group);
	if (printed !== null) return { value: printed, printed: true };
	const derived = group.kind === 'nation' ? derivedNation(subject) : null;
	return derived === null ? null : { value: derived, printed: false };
}

function printedValue(subject: Subject, { kind, id }: PeerGroup): number | null {
	const { level, column, nation } = subject;
	switch (kind) {
		case 'tier':
			return column && fromTable(TIER_MEANS, id, column);
		case 'region':
			return level === 'item' ? null : column && fromTable(REGION_MEANS, id, column);
		case 'province':
			return level === 'index' && Object.hasOwn(PROVINCE_INDEX, id) ? PROVINCE_INDEX[id]! : null;
		case 'class':
			return level === 'index' ? (CITY_CLASS_INDEX as Record<string, number>)[id]! : null;
		case 'nation':
			return nation;
	}
}
