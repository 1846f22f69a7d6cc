/** The expected rate over stretches of the day, and the range in which a step of it usually falls. */
import { THIN_BELOW } from '$lib/charts/thin.ts';
import type { LiveExpected } from '$lib/contract/live-expected.ts';
import type { Slot } from '$lib/contract/slots.ts';
import { percentNumber } from '$lib/format.ts';

/** Half-width in standard deviations of a range that holds 95 of 100. */
const Z95 = 1.96;

/** By how much a rate over n calls strays in 95 of 100 cases: losses come in clusters, and days differ. */
const chanceOf = (rate: number, n: number, { dispersion, day_deviation }: LiveExpected) =>
	Z95 * Math.sqrt((dispersion * rate * (1 - rate)) / n + day_deviation ** 2);

export interface ExpectedRange {
	/** Beijing hours, 0..24. */
	from: number;
	to: number;
	rate: number;
	low: number;
	high: number;
}

/** The rate over `[from, to)` in Beijing hours, weighted by the usual calls; null where any of it is unknown. */
export function expectedOver(
	expected: LiveExpected | null,
	from: number,
	to: number
): number | null {
	if (!expected || to <= from) return null;
	let calls = 0;
	let answered = 0;
	for (let hour = Math.floor(from); hour < to; hour++) {
		const usual = expected.hours[hour];
		if (!usual) return null;
		const share = Math.min(to, hour + 1) - Math.max(from, hour);
		calls += usual.calls * share;
		answered += usual.calls * share * usual.rate;
	}
	return calls > 0 ? answered / calls : null;
}

/**
 * By hour, where 95 of 100 steps of so many hours fall when nothing is wrong. Hours that are unknown,
 * or whose steps are too thin to draw a line through, are left out.
 */
export function expectedRanges(expected: LiveExpected | null, stepHours: number): ExpectedRange[] {
	return (expected?.hours ?? []).flatMap((usual, hour) => {
		if (!usual || usual.calls * stepHours < THIN_BELOW) return [];
		const { rate, calls } = usual;
		const half = chanceOf(rate, calls * stepHours, expected!);
		return [
			{
				from: hour,
				to: hour + 1,
				rate,
				low: Math.max(0, rate - half),
				high: Math.min(1, rate + half)
			}
		];
	});
}

export interface Gap {
	/** Percentage points between the two as they are shown, rounded; negative: below what was expected. */
	points: number;
	/** So far below that the city's usual ups and downs do not explain it. */
	isLow: boolean;
}

type Rate = { value: number | null; denominator: number };

/** `usual` is what was expected over the figure's own stretch; null where either is unknown. */
export function gapOf(
	figure: Rate,
	usual: number | null,
	expected: LiveExpected | null
): Gap | null {
	if (figure.value === null || usual === null || !expected) return null;
	const strays = chanceOf(usual, figure.denominator, expected);
	const shown = (ratio: number) => Number(percentNumber(ratio));
	return { points: shown(figure.value) - shown(usual), isLow: figure.value < usual - strays };
}

/** A slot's hours, what was expected over them, and whether its figure lies below that beyond chance. */
export function slotBeside({ hours }: Slot, figure: Rate, expected: LiveExpected | null) {
	const [from, to] = hours[0] ?? [0, 0];
	const usual = expectedOver(expected, from, to);
	return { from, to, usual, isLow: gapOf(figure, usual, expected)?.isLow ?? false };
}
