/** A city against a profile: what is known, what it scores, how far it may lie (definitions, section 5). */
import { formatInstant } from '../contract/instant.ts';
import { assessItem, type Measured } from './assess-item.ts';
import { standingOf } from './grade.ts';
import type { FirstLevel, Profile, SecondLevel, TierRow } from './profile.ts';
import { chooseReading, type Reading } from './readings.ts';
import { lift, rollUp, type Leaf } from './roll-up.ts';
import type { Assessment, IndicatorAssessment, IndicatorSummary } from './types.ts';

export type { Measured } from './assess-item.ts';

export interface AssessInput {
	profile: Profile;
	/** Measures from events over the window, by item id. */
	measured: Readonly<Partial<Record<string, Measured>>>;
	/** The city's readings, of any period. */
	readings: readonly Reading[];
	/** Name of the city's tier; null, or one that the profile does not list, shifts nothing. */
	tier: string | null;
	/** The window [from, to) and the instant of knowledge, epoch milliseconds. */
	from: number;
	to: number;
	asOf: number;
}

interface Assessed {
	assessment: IndicatorAssessment;
	leaves: Leaf[];
}

function describe(
	{ id, name, weight }: FirstLevel | SecondLevel,
	leaves: Leaf[],
	{ prior }: Profile
): IndicatorSummary {
	return { id, name: name.zh, name_en: name.en, weight, ...rollUp(leaves, prior) };
}

function assessSecondLevel(indicator: SecondLevel, shift: number, input: AssessInput): Assessed {
	const { prior, missing = 'range' } = input.profile;
	const context = { indicator, prior, missing, shift };
	const items = indicator.items.map((item) => {
		const measured = Object.hasOwn(input.measured, item.id) ? input.measured[item.id] : undefined;
		const reading = chooseReading(input.readings, item.id, input);
		return assessItem(item, { measured, reading }, context);
	});
	const leaves = items.map(({ leaf }) => leaf);
	return {
		assessment: {
			...describe(indicator, leaves, input.profile),
			items: items.map(({ assessment }) => assessment)
		},
		leaves
	};
}

function assessFirstLevel(
	indicator: FirstLevel,
	tier: TierRow | null,
	input: AssessInput
): Assessed {
	const shift = (tier?.scores[indicator.id] ?? indicator.mean) - indicator.mean;
	const children = indicator.children.map((child) => assessSecondLevel(child, shift, input));
	const leaves = children.flatMap(({ assessment, leaves }) => lift(leaves, assessment.weight));
	return {
		assessment: {
			...describe(indicator, leaves, input.profile),
			children: children.map(({ assessment }) => assessment)
		},
		leaves
	};
}

/** Assesses a city over a window. Takes a profile without faults (`checkProfile`). */
export function assess(input: AssessInput): Assessment {
	const { profile } = input;
	const tier = profile.tiers.find(({ name }) => name === input.tier) ?? null;
	const indicators = profile.indicators.map((indicator) =>
		assessFirstLevel(indicator, tier, input)
	);
	const { score, bounds, coverage } = rollUp(
		indicators.flatMap(({ assessment, leaves }) => lift(leaves, assessment.weight)),
		profile.prior
	);
	const index = {
		point: score.point,
		likely: { low: score.low, high: score.high },
		bounds,
		coverage
	};
	return {
		as_of: formatInstant(input.asOf),
		from: formatInstant(input.from),
		to: formatInstant(input.to),
		profile: { id: profile.id, version: profile.version },
		index,
		...standingOf(index),
		indicators: indicators.map(({ assessment }) => assessment),
		tier: tier && { name: tier.name, index: tier.index, scores: { ...tier.scores } }
	};
}
