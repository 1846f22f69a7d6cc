/** What may be said of an index or indicator of which nothing is known: its point is the prior's, nobody's. */
export const isKnown = ({ coverage }: { coverage: number }): boolean => coverage > 0;

/** The point where anything beneath it is known. */
export const knownPoint = (point: number, of: { coverage: number }): number | null =>
	isKnown(of) ? point : null;
