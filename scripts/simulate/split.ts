/** Parts facts at an instant: what a source has already reported, and what it will report. */
import type { Emission, Fact, HotlineEvent } from './events.ts';

export interface Split {
	/** The newest revision of each fact that was reported in [since, now). */
	reported: HotlineEvent[];
	/** Everything from `now` on, stage by stage. */
	ahead: Emission[];
}

/** `since` leaves out what an earlier load already delivered; -Infinity asks for all. */
export function splitAt(facts: readonly Fact[], since: number, now: number): Split {
	const split: Split = { reported: [], ahead: [] };
	for (const fact of facts) {
		let newest: Emission | undefined;
		for (const emission of fact)
			if (emission.at < now) newest = emission;
			else split.ahead.push(emission);
		if (newest && newest.at >= since) split.reported.push(newest.event);
	}
	return split;
}
