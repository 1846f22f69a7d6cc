import { describe, expect, test } from 'vitest';
import { curveOf, scoreAt } from './curve.ts';

const rising = curveOf({ floor: 0.5, mean: 0.9, target: 1 }, 65);
const falling = curveOf({ floor: 60, mean: 14, target: 8 }, 76);

describe('scoreAt', () => {
	test.each([
		['below the floor', rising, 0.2, 0],
		['at the floor', rising, 0.5, 0],
		['half way to the mean', rising, 0.7, 32.5],
		['at the mean', rising, 0.9, 65],
		['half way to the target', rising, 0.95, 82.5],
		['at the target', rising, 1, 100],
		['above the target', rising, 1.3, 100],
		['lower is better: worse than the floor', falling, 90, 0],
		['lower is better: at the floor', falling, 60, 0],
		['lower is better: half way to the mean', falling, 37, 38],
		['lower is better: at the mean', falling, 14, 76],
		['lower is better: half way to the target', falling, 11, 88],
		['lower is better: at the target', falling, 8, 100],
		['lower is better: better than the target', falling, 0, 100]
	])('%s', (_, curve, measure, score) => {
		expect(scoreAt(curve, measure)).toBeCloseTo(score, 10);
	});

	test('scores the mean measure exactly as the national mean', () => {
		expect(scoreAt(curveOf({ floor: 0.2, mean: 0.0571, target: 0 }, 57.74), 0.0571)).toBe(57.74);
	});
});
