/** What would the assessor have seen? Surveys drawn from the city's own calls and sessions. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { NATIONAL_FACTS } from '../reference/national-index-2023.ts';
import { spreadOf } from './spread.ts';
import type { SurveyPlan, SurveyResult, SurveySlot } from './types.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Connected contacts of each drawn survey in one slot: each contact is one of the slot's facts, drawn with replacement. */
function drawSlot(
	{ connected, decided, contacts }: SurveySlot,
	draws: number,
	uniform: () => number
): Int32Array {
	const seen = new Int32Array(draws);
	for (let draw = 0; draw < draws; draw++)
		for (let contact = 0; contact < contacts; contact++)
			if (Math.floor(uniform() * decided) < connected) seen[draw]!++;
	return seen;
}

/**
 * Draws surveys: so many contacts in each slot, each of them one of the slot's own decided calls or
 * sessions. That is what chance alone does to an assessor; slots without facts are left out and named.
 */
export function drawSurveys({ slots, draws, seed }: SurveyPlan): SurveyResult {
	const generator = xoroshiro128plus(seed);
	const uniform = () => uniformFloat64(generator);
	const drawn = slots.map((slot) => ({
		slot,
		seen: slot.decided > 0 && slot.contacts > 0 ? drawSlot(slot, draws, uniform) : null
	}));
	const together = (of: (slot: SurveySlot) => boolean) => {
		const parts = drawn.filter(({ slot, seen }) => seen && of(slot));
		const contacts = sum(parts.map(({ slot }) => slot.contacts));
		if (contacts === 0) return null;
		const total = new Int32Array(draws);
		for (const { seen } of parts) for (let d = 0; d < draws; d++) total[d]! += seen![d]!;
		const truth = sum(parts.map(({ slot }) => (slot.contacts * slot.connected) / slot.decided));
		return { seen: total, contacts, trueRate: truth / contacts };
	};
	const spread = (of: (slot: SurveySlot) => boolean, national: number | null = null) => {
		const part = together(of);
		return part && spreadOf(part, national);
	};
	return {
		draws,
		seed,
		slots: drawn.map(({ slot }) => ({ ...slot, spread: spread((one) => one === slot) })),
		phone: spread(({ medium }) => medium === 'phone', NATIONAL_FACTS.connectionRate),
		online: spread(({ medium }) => medium === 'online'),
		all: spread(() => true),
		empty: slots
			.filter(({ contacts, decided }) => contacts > 0 && decided === 0)
			.map(({ medium, slot }) => ({ medium, slot }))
	};
}
