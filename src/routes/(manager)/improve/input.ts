/** From the answer to what `assess()` takes: the window's input, and the month's. */
import type { AssessInput, Measured } from '$lib/assessment/assess.ts';
import type { ImproveAnswer } from '$lib/contract/compare.ts';
import { NOTHING, percent, score } from '$lib/format.ts';
import type { Item } from '$lib/assessment/profile.ts';
import { m } from '$lib/words/m.ts';

export function windowInput({ profile, tier, readings, window }: ImproveAnswer): AssessInput {
	const { from, to, as_of: asOf, measured } = window;
	return { profile, tier, readings, measured, from, to, asOf };
}

/** The whole month, with some items as they would end. */
export function monthInput(
	{ profile, tier, readings, month, window }: ImproveAnswer,
	ended: Record<string, Measured>
): AssessInput {
	const { from, to, measured } = month;
	return {
		profile,
		tier,
		readings,
		measured: { ...measured, ...ended },
		from,
		to,
		asOf: window.as_of
	};
}

/** A measure in the item's unit, to the decimals that a step of it needs. */
export function shownMeasure({ unit }: Pick<Item, 'unit'>, value: number | null): string {
	if (value === null) return NOTHING;
	if (unit === 'ratio') return percent(value);
	if (unit === 's') return m.index_unit_s({ n: value.toFixed(1) });
	if (unit === 'levels') return m.index_unit_levels({ n: value.toFixed(2) });
	if (unit === 'channels') return m.index_unit_channels({ n: Number(value.toFixed(2)) });
	return unit === 'score' ? m.index_unit_score({ n: score(value) }) : `MOS ${value.toFixed(2)}`;
}
