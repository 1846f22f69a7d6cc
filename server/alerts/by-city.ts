/** Rows of several cities, each under the city that it names, in their order. */
export function byCity<Row extends { city: number }, Kept>(
	rows: readonly Row[],
	keep: (row: Row) => Kept
): Map<string, Kept[]> {
	const found = new Map<string, Kept[]>();
	for (const row of rows) {
		const city = String(row.city);
		const known = found.get(city);
		if (known) known.push(keep(row));
		else found.set(city, [keep(row)]);
	}
	return found;
}
