import { describe, expect, it } from 'vitest';
import { curveEstimates, decisive, legible } from './curve.ts';

const curve = (numerators: number[], denominators: number[]) =>
	curveEstimates({ from: '', step_seconds: 900, numerators, denominators });

it('puts the rate of each step in its middle, in hours', () => {
	const [first, second] = curve([45, 20], [50, 20]);
	expect(first).toMatchObject({ x: 0.125, value: 0.9, thin: false });
	expect(second).toMatchObject({ x: 0.375, value: 1, high: 1 });
});

it('leaves a step without decided calls empty, never 0', () => {
	expect(curve([0], [0])[0]).toEqual({ x: 0.125, value: null, low: null, high: null, thin: true });
});

it('holds back steps of fewer than 20 calls', () => {
	expect(curve([19, 20], [19, 20]).map((point) => point.thin)).toEqual([true, false]);
});

it('lets thin steps set the axis only where they are the most there is', () => {
	const busy = decisive(curve([1, 45, 46, 47], [9, 50, 50, 50]));
	expect(busy).not.toContain(1 / 9);
	expect(decisive(curve([1, 2, 3], [2, 4, 4]))).toEqual([0.5, 0.5, 0.75]);
});

describe('steps that are mostly thin from 9 on', () => {
	const day = (n: number) => ({
		from: '',
		step_seconds: 900,
		numerators: Array<number>(42).fill(n),
		denominators: Array<number>(42).fill(n)
	});

	it('are merged by the hour, the last hour as far as it goes', () => {
		const hourly = legible(day(8));
		expect(hourly.step_seconds).toBe(3600);
		expect(hourly.denominators).toHaveLength(11);
		expect(hourly.denominators.slice(-2)).toEqual([32, 16]);
	});

	it('are left alone in a busy city, and before 9 in any', () => {
		const busy = day(60);
		expect(legible(busy)).toBe(busy);
		const night = { ...day(3), numerators: [3], denominators: [3] };
		expect(legible(night)).toBe(night);
	});
});
