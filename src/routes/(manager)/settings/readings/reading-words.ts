/** Methods, units and faults of readings in words. */
import { ITEM_CATALOGUE } from '$lib/assessment/profiles.ts';
import type { Unit } from '$lib/assessment/profile.ts';
import type { ReadingMethod } from '$lib/assessment/readings.ts';
import { m } from '$lib/words/m.ts';
import type { Faults, Typed } from './draft.ts';

const METHODS: Record<ReadingMethod, () => string> = {
	inspection: m.settings_method_inspection,
	survey: m.settings_method_survey,
	declared: m.settings_method_declared
};
export const methodText = (method: ReadingMethod) => METHODS[method]();

const UNITS: Record<Unit, () => string> = {
	ratio: () => '%',
	s: m.settings_unit_s,
	levels: m.settings_unit_levels,
	channels: m.settings_unit_channels,
	MOS: () => 'MOS',
	score: m.settings_unit_score
};
/** The unit in which people type a value. */
export const unitText = (unit: Unit) => UNITS[unit]();

/** A value as people type it, with its unit, cut before the decimal point: `['87', '.97%']`. */
export function valueParts(value: string, item: string): [whole: string, rest: string] {
	const unit = ITEM_CATALOGUE.get(item)?.unit;
	const [whole = '', decimals] = value.split('.');
	const said = unit === undefined ? '' : unit === 'ratio' ? '%' : `\u00a0${unitText(unit)}`;
	return [whole, `${decimals === undefined ? '' : `.${decimals}`}${said}`];
}

export function faultText(
	fault: NonNullable<Faults[keyof Typed]>,
	range: readonly [number, number] | null
): string {
	switch (fault) {
		case 'missing':
			return m.settings_fault_missing();
		case 'unknown':
			return m.settings_fault_unknown();
		case 'number':
			return m.settings_fault_number();
		case 'range':
			return m.settings_fault_range({ low: range?.[0] ?? 0, high: range?.[1] ?? 0 });
		case 'reversed':
			return m.settings_fault_reversed();
		case 'day':
			return m.settings_fault_day();
		case 'count':
			return m.settings_fault_count();
	}
}
