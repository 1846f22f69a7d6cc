import { describe, expect, test } from 'vitest';
import { REGION_MEANS, TIER_MEANS, type IndexMeans } from '../reference/national-index-2023.ts';
import { NATIONAL_2023 } from './national-2023.ts';

const { indicators } = NATIONAL_2023;
const rows: Record<string, IndexMeans> = { ...TIER_MEANS, ...REGION_MEANS };

/** What the weights give less what the report prints. */
function residual({ index, channel, experience, perception }: IndexMeans): number {
	const scores: Record<string, number> = { channel, experience, perception };
	return indicators.reduce((sum, { id, weight }) => sum + weight * scores[id]!, -index);
}

describe('national-2023 against the report', () => {
	test('is 3 first-level and 9 second-level indicators and 36 items', () => {
		const children = indicators.flatMap((first) => first.children);
		expect(
			[indicators, children, children.flatMap(({ items }) => items)].map((x) => x.length)
		).toEqual([3, 9, 36]);
	});

	test.each(['一线', '新一线', '三线', '四线', '华北', '华南', '华中', '西北'])(
		'the weights give the index of %s within 0.011',
		(name) => {
			expect(Math.abs(residual(rows[name]!))).toBeLessThan(0.011);
		}
	);

	// The report's own figures disagree here; no weights of whole percents do better overall.
	test.each([
		['二线', -0.09],
		['五线', -0.26],
		['东北', 0.07],
		['华东', 0.06],
		['西南', -0.13]
	])('%s is printed apart from the weights by %d', (name, apart) => {
		expect(residual(rows[name]!)).toBeCloseTo(apart, 2);
	});

	test.each(indicators)('$id is the weighted mean of its children within 0.02', (first) => {
		const mean = first.children.reduce((sum, child) => sum + child.weight * child.mean, 0);
		expect(Math.abs(mean - first.mean)).toBeLessThan(0.02);
	});

	test('what events cannot give says that it is a reading', () => {
		const items = indicators.flatMap((first) => first.children.flatMap((child) => child.items));
		for (const { measurable, source } of items)
			expect(source.en.startsWith('reading: ')).toBe(!measurable);
		expect(items.filter(({ measurable }) => !measurable)).toHaveLength(17);
	});
});
