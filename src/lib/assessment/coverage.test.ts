import { describe, expect, test } from 'vitest';
import { Draw } from '../../../scripts/simulate/random.ts';
import { assess } from './assess.ts';
import { drawCity, type Sizes, type Unknown } from './prior-city.ts';

/** Enough that 95 % come out within 1.8 of it. */
const CITIES = 600;

const SMALL: Sizes = { events: [20, 300], readings: [20, 300] };
const LARGE: Sizes = { events: [300, 2000], readings: [30, 300] };

const half = new Draw('half');
const patterns: [string, Unknown, Sizes][] = [
	['nothing is unknown', () => false, SMALL],
	['nothing is unknown, large samples', () => false, LARGE],
	['half of the items are unknown', () => half.chance(0.5), SMALL],
	['everything is unknown', () => true, SMALL],
	['企业和群众评价 is unknown', (_, { id }) => id === 'evaluation', SMALL],
	['融合一致性 is unknown', (_, { id }) => id === 'integration', LARGE],
	['what only readings give is unknown', ({ measurable }) => !measurable, LARGE]
];

describe('likely holds the index of 93 to 97 % of the cities of the stated prior', () => {
	test.each(patterns)('where %s', (name, unknown, sizes) => {
		const draw = new Draw('coverage', name);
		let held = 0;
		for (let k = 0; k < CITIES; k++) {
			const { input, index } = drawCity(unknown, sizes, draw);
			const { low, high } = assess(input).index.likely;
			held += Number(low <= index && index <= high);
		}
		expect(held / CITIES).toBeGreaterThan(0.93);
		expect(held / CITIES).toBeLessThan(0.97);
	});
});
