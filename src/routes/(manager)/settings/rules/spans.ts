/** Days of the calendar that follow each other and are alike, as one line. Pure. */
import type { CalendarDay } from '$lib/contract/calendar-days.ts';
import { DAY_MS } from '$lib/contract/instant.ts';

/** From `date` on. */
export interface Span extends CalendarDay {
	last: string;
}

/** Days that people set stay by themselves: each can be taken back. */
export function spansOf(days: readonly CalendarDay[]): Span[] {
	const spans: Span[] = [];
	for (const day of days) {
		const open = spans.at(-1);
		if (open && isNext(open, day)) open.last = day.date;
		else spans.push({ ...day, last: day.date });
	}
	return spans;
}

const isNext = (open: Span, day: CalendarDay) =>
	!open.set &&
	!day.set &&
	open.kind === day.kind &&
	open.name === day.name &&
	Date.parse(day.date) - Date.parse(open.last) === DAY_MS;
