/** An item's figures in words. */
import type { Unit } from '$lib/assessment/profile.ts';
import type { Source } from '$lib/assessment/types.ts';
import { NOTHING, percent } from '$lib/format.ts';
import { m } from '$lib/words/m.ts';

/** A measure as people read it, with its unit. */
export function inUnit(value: number | null, unit: Unit): string {
	if (value === null) return NOTHING;
	switch (unit) {
		case 'ratio':
			return percent(value, 2);
		case 's':
			return m.index_unit_s({ n: value.toFixed(1) });
		case 'levels':
			return m.index_unit_levels({ n: value.toFixed(2) });
		case 'channels':
			return m.index_unit_channels({ n: Number(value.toFixed(2)) });
		case 'MOS':
			return `MOS ${value.toFixed(2)}`;
		case 'score':
			return m.index_unit_score({ n: value.toFixed(2) });
	}
}

const SOURCES: Record<Source, () => string> = {
	measured: m.index_source_measured,
	inspection: m.index_source_inspection,
	survey: m.index_source_survey,
	declared: m.index_source_declared,
	unknown: m.index_source_unknown
};

export const sourceText = (source: Source): string => SOURCES[source]();
