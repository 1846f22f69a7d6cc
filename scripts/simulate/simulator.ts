/** The simulator: all facts born on one Beijing day, from (seed, city, scale, day) and nothing else. */
import { callFact } from './callFacts.ts';
import { Callers } from './callers.ts';
import { callsOf } from './calls.ts';
import { createDials, type City } from './dials.ts';
import type { Fact } from './events.ts';
import { afterCallRating } from './ratings.ts';
import { Draw } from './random.ts';
import { readingsOf } from './readings.ts';
import { sessionsOf } from './sessions.ts';
import { onlineTickets, phoneTickets } from './tickets.ts';

export interface SimulatorOptions {
	/** A whole number; it is part of every id. */
	seed: number;
	/** A code of the reference list, such as 420100. */
	city: string;
	/** 1 is about 4,500 calls on a workday; agents grow with it. */
	scale: number;
}

export interface Simulator {
	/** Facts whose first stage lies on the day that begins at this Beijing midnight, with their future. */
	bornOn(midnight: number): Fact[];
}

export function createSimulator({ seed, city, scale }: SimulatorOptions): Simulator {
	const place: City = { seed, city, scale, callers: new Callers(seed, city, scale) };
	const dialsOn = createDials(place);
	return {
		bornOn(midnight) {
			const calls = callsOf(place, midnight, dialsOn(midnight));
			const ratings = new Draw(seed, city, midnight, 'after-call ratings');
			return [
				...calls.map((call) => callFact(city, call)),
				...calls.flatMap((call) => afterCallRating(ratings, city, call)),
				...sessionsOf(place, midnight),
				...phoneTickets(place, midnight, calls),
				...onlineTickets(place, midnight),
				...readingsOf(place, midnight)
			];
		}
	};
}
