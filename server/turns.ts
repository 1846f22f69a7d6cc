/**
 * Turns of the event loop, for whoever works in pieces: `while (isTurnOver()) await nextTurn();` between
 * them. All share one slice of time a turn, since many short tasks hold the loop up like a long one.
 */
const LONGEST_MS = 10;

let startedAt = -Infinity;
let next: Promise<void> | undefined;

/** Whether this turn has taken so long that others are to have theirs. */
export const isTurnOver = (): boolean => performance.now() - startedAt >= LONGEST_MS;

/** Resolves in the next turn, for all who wait; whoever comes late in it finds it over again. */
export function nextTurn(): Promise<void> {
	return (next ??= new Promise<void>((resolve) => {
		setImmediate(() => {
			next = undefined;
			startedAt = performance.now();
			resolve();
		});
	}));
}
