/** How far the server's clock is ahead of this machine's, estimated from the messages' `as_of`. */

const KEPT = 20;

export interface ClockOffset {
	/** Milliseconds to add to this machine's clock. */
	ms: number;
	samples: readonly number[];
}

export const NO_OFFSET: ClockOffset = { ms: 0, samples: [] };

/**
 * Adds one message. Computing and travelling only ever make `as_of` older than the server's clock,
 * so the greatest of the recent differences is the nearest.
 */
export function observe(before: ClockOffset, asOf: number, receivedAt: number): ClockOffset {
	const samples = [...before.samples, asOf - receivedAt].slice(-KEPT);
	return { ms: Math.max(...samples), samples };
}
