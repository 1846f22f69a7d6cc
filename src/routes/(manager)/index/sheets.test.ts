import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndicatorAssessment } from '$lib/assessment/types.ts';
import { sheetsOf } from './sheets.ts';

/** Indicators of the first level, each by the numbers of items of its groups. */
const indicators = (counts: readonly (readonly number[])[]) =>
	counts.map((groups, first) => ({
		id: `${first}`,
		children: groups.map((items, second) => ({
			id: `${first}.${second}`,
			items: Array.from({ length: items }, (_, item) => ({ id: `${first}.${second}.${item}` }))
		}))
	})) as unknown as IndicatorAssessment[];
const shown = (sheets: ReturnType<typeof sheetsOf>) =>
	sheets.map((sheet) =>
		sheet.map(({ second, isNamed }) => `${second.id}${isNamed ? ' named' : ''}`)
	);

describe('the sheets of the items', () => {
	it('are one where one is asked for, and the first level is named where it begins', () => {
		expect(shown(sheetsOf(indicators([[3, 4], [2]]), 1))).toEqual([
			['0.0 named', '0.1', '1.0 named']
		]);
	});

	it.each([
		['between two of the first level', [[3, 4], [6]], [['0.0 named', '0.1'], ['1.0 named']]],
		['within one, which is named again', [[3, 4, 6]], [['0.0 named', '0.1'], ['0.2 named']]],
		['nowhere, where there is one group', [[3]], [['0.0 named']]],
		['nowhere, where there is none', [], []]
	])('are cut %s', (_, counts, expected) => {
		expect(shown(sheetsOf(indicators(counts), 2))).toEqual(expected);
	});

	it('hold every group once, in its order, and differ by the longest group at most', () => {
		fc.assert(
			fc.property(
				fc.array(fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 4 }), { maxLength: 4 }),
				(counts) => {
					const [one, two] = [1, 2].map((count) => sheetsOf(indicators(counts), count as 1 | 2));
					const ids = (sheets: typeof one) => sheets!.flat().map(({ second }) => second.id);
					expect(ids(two)).toEqual(ids(one));
					const [begin, end] = [0, 1].map((sheet) =>
						(two![sheet] ?? []).reduce((rows, { second }) => rows + 1 + second.items!.length, 0)
					);
					const longest = Math.max(0, ...counts.flat()) + 1;
					expect(Math.abs(begin! - end!)).toBeLessThanOrEqual(longest);
				}
			)
		);
	});
});
