import { describe, expect, it } from 'vitest';
import { NATIONAL_2023 } from '../../../../lib/assessment/national-2023.ts';
import { contentOf, curveText, faultsOf, readCurve, sumOf, weighItems } from './edit.ts';

describe('editing a profile', () => {
	it('starts from a copy without faults, and leaves the original alone', () => {
		const content = contentOf(NATIONAL_2023);
		expect(faultsOf('own', content)).toEqual([]);
		content.indicators[0]!.weight = 0.5;
		expect(NATIONAL_2023.indicators[0]!.weight).toBe(0.3);
		expect(faultsOf('own', content)).toEqual(['index: weights add up to 1.2, must be 1']);
		expect(faultsOf('a b', contentOf(NATIONAL_2023))).toEqual(['id']);
	});
	it('reads curves as they are written', () => {
		const item = contentOf(NATIONAL_2023).indicators[0]!.children[0]!.items[0]!;
		expect(curveText(item)).toBe('');
		item.curve = readCurve('60:0， 14:70, 8:100');
		expect(item.curve).toEqual([
			[60, 0],
			[14, 70],
			[8, 100]
		]);
		expect(curveText(item)).toBe('60:0, 14:70, 8:100');
		expect(readCurve(' ')).toBeUndefined();
		expect(readCurve('60:')).toEqual([[60, NaN]]);
	});
	it('weighs all items of an indicator or none', () => {
		const content = contentOf(NATIONAL_2023);
		const { items } = content.indicators[0]!.children[0]!;
		weighItems(items, true);
		expect(sumOf(items)).toBe(1);
		expect(faultsOf('own', content)).toEqual([]);
		weighItems(items, false);
		expect(items.some((item) => 'weight' in item)).toBe(false);
	});
});
