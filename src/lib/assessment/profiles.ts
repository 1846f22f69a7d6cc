/** The built-in profiles, and the 36 items that every profile draws from. */
import { NATIONAL_2023 } from './national-2023.ts';
import { NATIONAL_2023_REPORTING } from './national-2023-reporting.ts';
import type { Item, Profile } from './profile.ts';

export const DEFAULT_PROFILE = NATIONAL_2023;
export const BUILT_IN_PROFILES: readonly Profile[] = [NATIONAL_2023, NATIONAL_2023_REPORTING];

export const itemsOf = (profile: Profile): Item[] =>
	profile.indicators.flatMap((first) => first.children.flatMap(({ items }) => items));

/** Items by id: what can be measured or read at all. */
export const ITEM_CATALOGUE: ReadonlyMap<string, Item> = new Map(
	itemsOf(NATIONAL_2023).map((item) => [item.id, item])
);

/** Faults of an edited profile that its own text cannot tell: items that nothing measures or reads. */
export function checkItems(profile: Profile): string[] {
	return itemsOf(profile).flatMap(({ id, unit, measurable }) => {
		const known = ITEM_CATALOGUE.get(id);
		if (!known) return [`${id}: is no item of the assessment; nothing measures or reads it`];
		if (known.unit !== unit) return [`${id}: unit is ${unit}, its measure comes in ${known.unit}`];
		return known.measurable === measurable
			? []
			: [`${id}: measurable is ${measurable}, must be ${known.measurable}`];
	});
}
