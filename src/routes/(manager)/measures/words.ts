/** Words of this page that are chosen by an id. */
import { m } from '$lib/words/m.ts';
import type { Verdict } from './change.ts';
import type { PresetId } from './presets.ts';
import type { Cut } from './view.ts';

type Word = () => string;

export const PRESET_WORDS: Record<PresetId, Word> = {
	today: m.measures_presets_today,
	yesterday: m.measures_presets_yesterday,
	thisWeek: m.measures_presets_this_week,
	lastWeek: m.measures_presets_last_week,
	thisMonth: m.measures_presets_this_month,
	lastMonth: m.measures_presets_last_month,
	last30: m.measures_presets_last30,
	thisYear: m.measures_presets_this_year
};

export const CUT_WORDS: Record<Cut, Word> = {
	slot: m.measures_cuts_slot,
	'15m': m.measures_cuts_15m,
	'1h': m.measures_cuts_1h,
	'1d': m.measures_cuts_1d,
	'1mo': m.measures_cuts_1mo,
	'1mo-20': m.measures_cuts_1mo_20,
	'1mo-25': m.measures_cuts_1mo_25
};

/** A way of cutting inside a sentence: 按 15 分钟, by hour. */
export function byCut(cut: Cut): string {
	// A Chinese word and a number stand apart.
	return m.measures_by({ cut: CUT_WORDS[cut]().toLowerCase() }).replace(/按(?=\d)/, '按 ');
}

export const VERDICT_WORDS: Record<Verdict, { short: Word; long: Word }> = {
	within: { short: m.measures_verdicts_within, long: m.measures_verdicts_long_within },
	better: { short: m.measures_verdicts_better, long: m.measures_verdicts_long_better },
	worse: { short: m.measures_verdicts_worse, long: m.measures_verdicts_long_worse }
};
