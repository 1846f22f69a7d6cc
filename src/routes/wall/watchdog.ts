/** Why a wall that nobody touches should load itself anew: pure, from what it sees of itself. */

export interface Vitals {
	/** Milliseconds by which the last round came too late: the tab was frozen or the machine slept. */
	lateMs: number;
	/** Bytes of the heap where the browser tells, else null. */
	heapBytes: number | null;
	/** Milliseconds since the last figures; null before the first. */
	sinceFiguresMs: number | null;
	/** The server has another version of these pages. */
	isOutdated: boolean;
	/** Milliseconds since this page was loaded. */
	upMs: number;
	/** Beijing hour of the day, 0..23. */
	hour: number;
}

export type Reason = 'outdated' | 'frozen' | 'heap' | 'stuck' | 'nightly';

export const FROZEN_MS = 60_000;
export const HEAP_CEILING_BYTES = 400 * 2 ** 20;
export const STUCK_MS = 5 * 60_000;
/** A page this old starts afresh in the quietest hour. */
const OLD_MS = 20 * 3_600_000;
const QUIET_HOUR = 4;
/** A cause that a reload does not cure must not become a loop. */
export const SHORTEST_LIFE_MS = 10 * 60_000;

export function reasonToReload(vitals: Vitals): Reason | null {
	if (vitals.isOutdated) return 'outdated';
	if (vitals.upMs < SHORTEST_LIFE_MS) return null;
	if (vitals.lateMs > FROZEN_MS) return 'frozen';
	if (vitals.heapBytes !== null && vitals.heapBytes > HEAP_CEILING_BYTES) return 'heap';
	if (vitals.sinceFiguresMs !== null && vitals.sinceFiguresMs > STUCK_MS) return 'stuck';
	return vitals.upMs > OLD_MS && vitals.hour === QUIET_HOUR ? 'nightly' : null;
}
