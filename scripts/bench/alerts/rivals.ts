/** What the evening rule is compared with: a fixed window over time, and one over the last calls. */
import { MINUTE_MS } from '#contract/instant';
import type { Trial } from '../../../src/lib/alerts/watch.ts';

/** True at the trial that makes it fire; rearmed by the caller. */
export type Rival = (trial: Trial) => boolean;

/** Share lost in the last 15 minutes, of at least 5 calls, beyond a threshold. */
export function quarterHour(threshold: number): Rival {
	const recent: Trial[] = [];
	let bad = 0;
	return (trial) => {
		recent.push(trial);
		bad += Number(trial.bad);
		while (recent[0]!.at < trial.at - 15 * MINUTE_MS) bad -= Number(recent.shift()!.bad);
		return recent.length >= 5 && bad / recent.length > threshold;
	};
}

/** At least so many lost of the last `size` calls. */
export function lastCalls(size: number, least: number): Rival {
	const recent: boolean[] = [];
	let bad = 0;
	return (trial) => {
		recent.push(trial.bad);
		bad += Number(trial.bad);
		if (recent.length > size) bad -= Number(recent.shift());
		return bad >= least;
	};
}
