/** What is to be expected of a city's connection rate today, from this kind of day in its last weeks. */
import type { DayKind } from './alerts.ts';

export interface LiveExpected {
	day_kind: DayKind;
	/** Variance of the city's own losses within a day over the binomial one: 1 if losses fell independently. */
	dispersion: number;
	/** Standard deviation by which whole days differ, as a ratio. */
	day_deviation: number;
	/** By Beijing hour 0..23: the rate 0..1 and the calls of a usual day; null where history is too thin. */
	hours: ({ rate: number; calls: number } | null)[];
}
