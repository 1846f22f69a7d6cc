/** Evenings of an invented line, 17 to 24 o'clock: independent calls, or a queue whose losses cluster. */
import { DAY_MS, HOUR_MS } from '#contract/instant';
import type { Trial } from '../../../src/lib/alerts/watch.ts';
import type { Draw } from '../../simulate/random.ts';

/** Beijing midnight from which evenings are counted; all are treated as workdays. */
export const FIRST_DAY = Date.parse('2025-03-03T00:00+08:00');
export const OPENS_MS = 17 * HOUR_MS;
export const EVENING_MS = 7 * HOUR_MS;

export type Evening = (draw: Draw, index: number) => Trial[];

function arrivals(draw: Draw, index: number, anHour: number): number[] {
	const instants: number[] = [];
	const from = FIRST_DAY + index * DAY_MS + OPENS_MS;
	let at = draw.exponential(HOUR_MS / anHour);
	while (at < EVENING_MS) {
		instants.push(from + at);
		at += draw.exponential(HOUR_MS / anHour);
	}
	return instants;
}

/** Calls lost independently; `lossAt` may change within the evening. */
export function independent(anHour: number, lossAt: (at: number) => number): Evening {
	return (draw, index) =>
		arrivals(draw, index, anHour).map((at) => ({
			at,
			placed: at,
			bad: draw.chance(lossAt(at - FIRST_DAY - index * DAY_MS - OPENS_MS))
		}));
}

/**
 * First come, first served; talk and write-up lognormal of mean 170 s, patience lognormal of median
 * 85 s and a third of people who leave within half a minute. `agentsAt` may change within the evening.
 */
export function queue(anHour: number, agentsAt: (at: number) => number): Evening {
	return (draw, index) => {
		const opens = FIRST_DAY + index * DAY_MS + OPENS_MS;
		const freeAt: number[] = [];
		const trials: Trial[] = [];
		for (const at of arrivals(draw, index, anHour)) {
			const agents = agentsAt(at - opens);
			while (freeAt.length < agents) freeAt.push(opens);
			// Who is lost finishes the call first: the earliest seats stay.
			const seats = freeAt.slice(0, agents);
			const seat = seats.indexOf(Math.min(...seats));
			const patience =
				1000 * (draw.chance(0.35) ? 1 + draw.exponential(22) : 1 + draw.lognormal(85, 0.75));
			const start = Math.max(at, freeAt[seat]!);
			if (start > at + patience) trials.push({ at: at + patience, placed: at, bad: true });
			else {
				freeAt[seat] = start + 1000 * (draw.lognormal(109, 0.8) + draw.exponential(20));
				trials.push({ at: start, placed: at, bad: false });
			}
		}
		return trials.sort((a, b) => a.at - b.at);
	};
}
