/** An instant beside how long ago it was: today's by the clock, others with their day. */
import { beijingMidnight, BEIJING_OFFSET_MS } from '$lib/contract/instant.ts';
import { age, clockTime } from '$lib/format.ts';
import type { Lang } from '$lib/ui/lang.ts';

/** `16:20:33`, `11-11 16:20:33`, or `2024-01-05 08:00:00` of another year. */
export function when(instant: string, asOf: number): string {
	const at = Date.parse(instant);
	if (beijingMidnight(at) === beijingMidnight(asOf)) return clockTime(at);
	const [day, today] = [at, asOf].map((one) =>
		new Date(one + BEIJING_OFFSET_MS).toISOString().slice(0, 10)
	) as [string, string];
	const shown = day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day;
	return `${shown} ${clockTime(at)}`;
}

export function ageOf(instant: string, asOf: number, lang: Lang): string {
	return age((asOf - Date.parse(instant)) / 1000, lang);
}
