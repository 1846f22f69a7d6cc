import { groupBy } from '../../src/lib/group-by.ts';

/** Rows of several cities, each under the city that it names, in their order. */
export const byCity = <Row extends { city: number }>(rows: readonly Row[]): Map<string, Row[]> =>
	groupBy(rows, ({ city }) => String(city));
