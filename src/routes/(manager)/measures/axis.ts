/** The y axis of a chart whose figures may be anywhere: ratios or seconds. */
import { scaleLinear } from 'd3-scale';
import type { Axis } from '$lib/charts/domain.ts';

const TICKS = 5;
/** Ratios closer than this look the same; an axis shows no less. */
const LEAST_SPAN = 0.02;

/** Nice ends around ratios, not beyond 0 and 1; it need not start at 0, as its marks are dots. */
export function ratioAxis(values: readonly (number | null)[]): Axis {
	const known = values.filter((value) => value !== null);
	if (known.length === 0) return axisOf(0, 1);
	const [least, most] = [Math.min(...known), Math.max(...known)];
	const spread = Math.max(0, LEAST_SPAN - (most - least)) / 2;
	return axisOf(Math.max(0, least - spread), Math.min(1, most + spread));
}

/** Seconds start at 0. */
export function secondsAxis(values: readonly (number | null)[]): Axis {
	return axisOf(0, Math.max(1, ...values.filter((value) => value !== null)));
}

function axisOf(low: number, high: number): Axis {
	const scale = scaleLinear().domain([low, high]).nice(TICKS);
	return { domain: scale.domain() as [number, number], ticks: scale.ticks(TICKS) };
}
