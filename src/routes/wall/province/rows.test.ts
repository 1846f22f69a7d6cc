import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMNS, layoutOf, MOST_SHOWN, nameWidthEm, rowHeightPx } from './rows.ts';

describe('rows of the province’s wall', () => {
	it.each([
		[1, 'roomy', 190],
		[7, 'roomy', 776 / 7],
		[8, 'plain', 97],
		[10, 'plain', 77.6],
		[11, 'many', 776 / 6],
		[21, 'many', 776 / 11]
	] as const)('%i cities are laid out as %s, each %d px high', (cities, layout, height) => {
		expect(layoutOf(cities)).toBe(layout);
		expect(rowHeightPx(cities)).toBe(height);
	});

	it('always fit between header and foot, and none is too low for its value of 48 px', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: MOST_SHOWN }), (cities) => {
				const inAColumn = layoutOf(cities) === 'many' ? Math.ceil(cities / 2) : cities;
				expect(inAColumn * rowHeightPx(cities)).toBeLessThanOrEqual(776.001);
				expect(rowHeightPx(cities)).toBeGreaterThanOrEqual(48);
				expect(COLUMNS[layoutOf(cities)]).toContain('minmax(0, 1fr)');
			})
		);
	});

	it('leave room for the longest name and its mark', () => {
		expect(nameWidthEm([])).toBeCloseTo(1.3);
		expect(nameWidthEm(['武汉市', '马鞍山市'])).toBeCloseTo(5.3);
		expect(nameWidthEm(['Wuhan', 'Taizhou (Zhejiang)'])).toBeCloseTo(18 * 0.53 + 1.3);
	});
});
