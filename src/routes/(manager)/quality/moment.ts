/** An instant beside how long ago it was: today's by the clock, others with their day. */
import { beijingMidnight, BEIJING_OFFSET_MS } from '$lib/contract/instant.ts';
import { age, clockTime } from '$lib/format.ts';
import type { Lang } from '$lib/ui/lang.ts';

/** `16:20:33`, or `11-11 16:20:33`. */
export function when(instant: string, asOf: number): string {
	const at = Date.parse(instant);
	if (beijingMidnight(at) === beijingMidnight(asOf)) return clockTime(at);
	return `${new Date(at + BEIJING_OFFSET_MS).toISOString().slice(5, 10)} ${clockTime(at)}`;
}

export function ageOf(instant: string, asOf: number, lang: Lang): string {
	return age((asOf - Date.parse(instant)) / 1000, lang);
}
