import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TIERS } from '../reference/prefectures.ts';
import { assess, type AssessInput, type Measured } from './assess.ts';
import { city, ITEMS, readingOf } from './fixtures.ts';
import type { Item } from './profile.ts';
import type { Assessment, Standing } from './types.ts';

/** Room for rounding; scores are 0..100. */
const EPSILON = 1e-9;

/** Goodness 0 at an item's floor, 1 at its target; null is unknown. */
interface Evidence {
	goodness: number | null;
	n: number;
	byReading: boolean;
}

const evidence: fc.Arbitrary<Evidence> = fc.record({
	goodness: fc.option(fc.double({ min: -0.2, max: 1.2, noNaN: true })),
	n: fc.integer({ min: 1, max: 500 }),
	byReading: fc.boolean()
});
const evidences = fc.array(evidence, { minLength: ITEMS.length, maxLength: ITEMS.length });
const tiers = fc.option(fc.constantFrom(...TIERS));
const chosen = fc.nat({ max: ITEMS.length - 1 });

const valueAt = ({ floor, target }: Item, goodness: number) => floor + goodness * (target - floor);

function known(all: readonly Evidence[], tier: string | null): AssessInput {
	const pairs = all.flatMap(({ goodness, n, byReading }, index) => {
		const item = ITEMS[index]!;
		return goodness === null ? [] : [{ item, value: valueAt(item, goodness), n, byReading }];
	});
	const measured: Record<string, Measured> = Object.fromEntries(
		pairs
			.filter(({ byReading }) => !byReading)
			.map(({ item, value, n }) => [item.id, { value, n, low: value * 0.95, high: value * 1.02 }])
	);
	const readings = pairs
		.filter(({ byReading }) => byReading)
		.map(({ item, value, n }) => readingOf(item.id, value, { n }));
	return city({ measured, readings, tier });
}

function standings({ index, indicators }: Assessment): Standing[] {
	const { point, likely, bounds, coverage } = index;
	return [
		{ score: { point, ...likely }, bounds, coverage },
		...indicators.flatMap((first) => [first, ...(first.children ?? [])])
	];
}

describe('whatever is known of a city', () => {
	test('0 <= low <= point <= high <= 100 and the bounds hold the point, at every level', () => {
		fc.assert(
			fc.property(evidences, tiers, (all, tier) => {
				for (const { score, bounds, coverage } of standings(assess(known(all, tier)))) {
					const order = [0, score.low, score.point, score.high, 100];
					expect(order).toEqual([...order].sort((a, b) => a - b));
					expect(bounds.low).toBeLessThanOrEqual(score.point);
					expect(bounds.high).toBeGreaterThanOrEqual(score.point);
					expect(coverage).toBeGreaterThanOrEqual(0);
					expect(coverage).toBeLessThanOrEqual(1);
				}
			})
		);
	});

	test('the bounds hold what is likely where known items have no sampling error', () => {
		fc.assert(
			fc.property(evidences, tiers, (all, tier) => {
				const input = known(
					all.map((one) => ({ ...one, byReading: false })),
					tier
				);
				for (const measure of Object.values(input.measured))
					Object.assign(measure!, { low: measure!.value, high: measure!.value });
				for (const { score, bounds } of standings(assess(input))) {
					expect(score.low).toBeGreaterThanOrEqual(bounds.low - EPSILON);
					expect(score.high).toBeLessThanOrEqual(bounds.high + EPSILON);
				}
			})
		);
	});

	test('the index does not fall when an item gets better', () => {
		fc.assert(
			fc.property(
				evidences,
				tiers,
				chosen,
				fc.double({ min: 0, max: 1, noNaN: true }),
				(all, tier, index, gain) => {
					const before = { ...all[index]!, goodness: all[index]!.goodness ?? 0.5 };
					const better = { ...before, goodness: before.goodness + gain };
					const [worse, best] = [before, better].map(
						(one) => assess(known(all.with(index, one), tier)).index
					);
					expect(best!.point).toBeGreaterThanOrEqual(worse!.point - EPSILON);
					expect(best!.bounds.low).toBeGreaterThanOrEqual(worse!.bounds.low - EPSILON);
				}
			)
		);
	});

	test('the bounds shrink and coverage grows when an unknown item becomes known', () => {
		fc.assert(
			fc.property(evidences, tiers, chosen, (all, tier, index) => {
				const then = { ...all[index]!, goodness: all[index]!.goodness ?? 0.5 };
				const [before, after] = [{ ...then, goodness: null }, then].map(
					(one) => assess(known(all.with(index, one), tier)).index
				);
				expect(after!.bounds.low).toBeGreaterThanOrEqual(before!.bounds.low - EPSILON);
				expect(after!.bounds.high).toBeLessThanOrEqual(before!.bounds.high + EPSILON);
				expect(after!.coverage).toBeGreaterThan(before!.coverage);
			})
		);
	});
});
