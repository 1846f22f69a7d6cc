import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Draw } from '../../../scripts/simulate/random.ts';
import { meanSquare, surely } from './robust.ts';

const squares = (deviation: number, count: number) => {
	const draw = new Draw('robust', deviation, count);
	return Array.from({ length: count }, () => draw.normal(0, deviation) ** 2);
};

it.each([1, 2, 7])(
	'the mean square of normal values of deviation %d is its square',
	(deviation) => {
		expect(meanSquare(squares(deviation, 20_000)) / deviation ** 2).toBeCloseTo(1, 1);
	}
);

it('one incident in twenty, however wild, hardly moves it', () => {
	const plain = squares(1, 400);
	const wild = plain.map((square, index) => (index % 20 === 0 ? 900 : square));
	expect(meanSquare(wild) / meanSquare(plain)).toBeLessThan(1.6);
});

it('has the unit of what it is given, and no order', () => {
	const values = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1 });
	fc.assert(
		fc.property(values, fc.double({ min: 0.1, max: 10, noNaN: true }), (given, factor) => {
			const scaled = meanSquare(given.map((value) => value * factor)) / factor;
			expect(scaled).toBeCloseTo(meanSquare([...given].reverse()), 6);
		})
	);
	expect(meanSquare([])).toBe(0);
});

it.each([
	['nothing beyond', 0, 1, 50, 0],
	['less than is granted', -0.3, 1, 50, 0],
	['within chance', 0.15, 1, 50, 0],
	['well beyond chance', 2, 1, 50, 1.98],
	['no evidence', 2, 1, 0, 0]
])('of an excess it keeps what is sure: %s', (_, excess, granted, free, kept) => {
	expect(surely(excess, granted, free)).toBeCloseTo(kept, 6);
});
