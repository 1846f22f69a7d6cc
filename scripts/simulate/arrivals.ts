/** Non-homogeneous Poisson arrivals, constant within each Beijing hour. */
import { HOUR_MS } from '#contract/instant';
import { expectedInHour } from './calendar.ts';
import type { Draw } from './random.ts';

/** Instants of one day, ascending; `expected` counts by hour. */
export function arrivals(
	draw: Draw,
	midnight: number,
	expected: (hour: number) => number
): number[] {
	const instants: number[] = [];
	for (let hour = 0; hour < 24; hour++) {
		const count = expected(hour);
		if (count <= 0) continue;
		// Memoryless gaps: cutting the last one at the full hour leaves each hour an exact Poisson process.
		let at = draw.exponential(HOUR_MS / count);
		while (at < HOUR_MS) {
			instants.push(Math.floor(midnight + hour * HOUR_MS + at));
			at += draw.exponential(HOUR_MS / count);
		}
	}
	return instants;
}

/** A time of this day, as likely as the calls of its hour. */
export function arrivalOn(draw: Draw, midnight: number): number {
	const hours = Array.from(
		{ length: 24 },
		(_, hour) => [hour, expectedInHour(1, midnight, hour)] as const
	);
	return Math.floor(midnight + (draw.pick(hours) + draw.uniform()) * HOUR_MS);
}
