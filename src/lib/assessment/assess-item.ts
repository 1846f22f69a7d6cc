/** One item of a city: where its measure comes from and what it scores. */
import { formatInstant } from '../contract/instant.ts';
import { Z_95 } from '../statistics/wilson.ts';
import { curveOf } from './curve.ts';
import { scoreFigure, type Figure } from './score-figure.ts';
import type { Item, Missing, Prior, SecondLevel } from './profile.ts';
import type { Reading } from './readings.ts';
import type { Leaf } from './roll-up.ts';
import type { ItemAssessment, Score, ShownReading } from './types.ts';

/**
 * A measure from events, in the item's unit, over the n facts it rests on. `low` and `high` are its
 * 95 % limits where the sender has them: Wilson for a rate, mean ± 1.96 standard errors for a mean.
 */
export interface Measured {
	value: number | null;
	n: number | null;
	low?: number | null;
	high?: number | null;
	/** Days of history that stand for a year's: the value is annualised. */
	annualised_from_days?: number;
}

const clampScore = (score: number) => Math.min(100, Math.max(0, score));

/** A measure with no value, or that rests on nothing, is not measured. */
function measuredFigure(measured: Measured | undefined): Figure | null {
	if (!measured || measured.value === null || measured.n === 0) return null;
	return { ...measured, value: measured.value };
}

/** The national second-level mean moved by the tier's lead, with its prior spread; or 0. */
function unknownScore(
	{ mean, prior_sd }: SecondLevel,
	{ shift, missing }: Pick<ItemContext, 'shift' | 'missing'>
): Score {
	if (missing === 'zero') return { point: 0, low: 0, high: 0 };
	const point = clampScore(mean + shift);
	return {
		point,
		low: clampScore(point - Z_95 * prior_sd),
		high: clampScore(point + Z_95 * prior_sd)
	};
}

function show({ reading_id, method, value, n, from, to }: Reading): ShownReading {
	return { id: reading_id, method, value, n, from: formatInstant(from), to: formatInstant(to) };
}

/** What an item is assessed in. */
export interface ItemContext {
	indicator: SecondLevel;
	prior: Prior;
	missing: Missing;
	/** How far the city's tier lies from the nation at the first level, in score points. */
	shift: number;
}

/**
 * Assesses an item from its measure, else its reading, else as unknown (definitions, section 5).
 * The leaf holds the item's prior limits where it is unknown; the assessment shows 0 and 100 there.
 */
export function assessItem(
	item: Item,
	evidence: { measured: Measured | undefined; reading: Reading | null },
	context: ItemContext
): { assessment: ItemAssessment; leaf: Leaf } {
	const { indicator, prior } = context;
	const weight = item.weight ?? 1 / indicator.items.length;
	const curve = curveOf(item, indicator.mean);
	const measured = measuredFigure(evidence.measured);
	const days = evidence.measured?.annualised_from_days;
	const figure: Figure | null = measured ?? evidence.reading;
	const { bend, ...score } = figure
		? scoreFigure(item, curve, figure, prior)
		: { ...unknownScore(indicator, context), bend: 0 };
	return {
		assessment: {
			id: item.id,
			name: item.name.zh,
			name_en: item.name.en,
			weight,
			unit: item.unit,
			measure: { value: figure?.value ?? null, n: figure?.n ?? null },
			score: figure ? score : { point: score.point, low: 0, high: 100 },
			source: measured ? 'measured' : (evidence.reading?.method ?? 'unknown'),
			...(measured && days !== undefined && { annualised_from_days: days }),
			...(evidence.reading && { reading: show(evidence.reading) }),
			curve,
			mean_measure: item.mean,
			printed_score: item.printed_score ?? null
		},
		leaf: { indicator: indicator.id, weight, known: figure !== null, score, bend }
	};
}
