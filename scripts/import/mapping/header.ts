/** Finds a mapping's columns in a file's header, and says what is missing and what it may be called. */
const SUGGESTIONS = 3;

export class HeaderError extends Error {}

export interface Columns {
	/** The column's index; -1, and remembered, where it is not there. */
	index: (name: string) => number;
	missing: () => string[];
}

/** "Created Date", "created_date" and a full-width spelling are one name. */
function plain(name: string): string {
	return name
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s_\-.]/g, '');
}

export function findColumns(header: readonly string[]): Columns {
	const names = header.map((name) => name.trim());
	const plainNames = names.map(plain);
	const missing = new Set<string>();
	return {
		index: (name) => {
			const exact = only(names, name, name);
			const found = exact >= 0 ? exact : only(plainNames, plain(name), name);
			if (found < 0) missing.add(name);
			return found;
		},
		missing: () => [...missing]
	};
}

function only(names: readonly string[], wanted: string, name: string): number {
	const first = names.indexOf(wanted);
	if (first !== names.lastIndexOf(wanted))
		throw new HeaderError(`the header has "${name}" twice; rename one of the columns`);
	return first;
}

/** One line a missing column, with the names that come near. */
export function explainMissing(missing: readonly string[], header: readonly string[]): string {
	const names = header.map((name) => name.trim()).filter((name) => name !== '');
	return missing
		.map((name) => {
			const near = names
				.map((other) => ({ other, far: distance(plain(name), plain(other)) }))
				.filter(({ other, far }) => isNear(far, plain(name).length, plain(other).length))
				.sort((one, two) => one.far - two.far)
				.slice(0, SUGGESTIONS)
				.map(({ other }) => `"${other}"`);
			return `  no column "${name}"${near.length > 0 ? `; is it ${near.join(' or ')}?` : ''}`;
		})
		.join('\n');
}

/** Most letters are the same: of a long name some may differ, of a short one two. */
function isNear(far: number, one: number, two: number): boolean {
	return far <= Math.max(2, two / 3) && far < Math.max(one, two);
}

/** Letters to change, add or leave out (Levenshtein). */
function distance(one: string, two: string): number {
	let row = Array.from({ length: two.length + 1 }, (_, i) => i);
	for (let i = 1; i <= one.length; i++) {
		const next = [i];
		for (let j = 1; j <= two.length; j++)
			next[j] = Math.min(
				(next[j - 1] ?? 0) + 1,
				(row[j] ?? 0) + 1,
				(row[j - 1] ?? 0) + (one[i - 1] === two[j - 1] ? 0 : 1)
			);
		row = next;
	}
	return row[two.length] ?? 0;
}
