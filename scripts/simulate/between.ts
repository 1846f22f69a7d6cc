/** A stretch of the city's life, event by event in the order in which sources report it. */
import { DAY_MS } from '#contract/instant';
import { setImmediate } from 'node:timers/promises';
import { Agenda } from './agenda.ts';
import { daysBetween } from './calendar.ts';
import type { Emission } from './events.ts';
import { HORIZON_DAYS } from './parameters.ts';
import type { Simulator } from './simulator.ts';

/**
 * All emissions with instants in [from, to), one batch a Beijing day, oldest first. Facts born up to
 * 45 days before `from` still speak in it; `bornFrom` leaves out those born before that day.
 */
export async function* emissionsBetween(
	simulator: Simulator,
	from: number,
	to: number,
	bornFrom = from - HORIZON_DAYS * DAY_MS
): AsyncGenerator<Emission[]> {
	const agenda = new Agenda();
	for (const day of daysBetween(bornFrom, to)) {
		agenda.add(simulator.bornOn(day).flat());
		const batch = agenda.take(Math.min(to, day + DAY_MS));
		const wanted = batch.filter(({ at }) => at >= from);
		if (wanted.length > 0) yield wanted;
		await setImmediate();
	}
}
