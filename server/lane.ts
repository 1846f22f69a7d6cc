/** Runs one piece of work after the other; a failure is its own. */
export function createLane() {
	let last: Promise<unknown> = Promise.resolve();
	return <T>(work: () => T | Promise<T>): Promise<T> => {
		const turn = last.then(work);
		last = turn.catch(() => undefined);
		return turn;
	};
}
export type Lane = ReturnType<typeof createLane>;
