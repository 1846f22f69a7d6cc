/** A figure of a measure as it is answered. */
import type { Distribution } from '../contract/measures.ts';
import { percentNumber, percentRange, NOTHING } from '../format.ts';
import type { Rate } from '../statistics/wilson.ts';

export type MeasureFigure = Rate | Distribution;

/** What to print large, its unit, and what to print small beside it. */
export function parts(figure: MeasureFigure): {
	value: string;
	unit: string;
	interval: string;
	n: number;
} {
	if ('n' in figure) {
		const { mean, p50, p90, n } = figure;
		return {
			value: mean === null ? NOTHING : mean.toFixed(1),
			unit: mean === null ? '' : 's',
			interval:
				p50 === null || p90 === null ? NOTHING : `p50 ${p50.toFixed(1)} · p90 ${p90.toFixed(1)}`,
			n
		};
	}
	return {
		value: percentNumber(figure.value),
		unit: figure.value === null ? '' : '%',
		interval: percentRange(figure.low, figure.high),
		n: figure.denominator
	};
}
