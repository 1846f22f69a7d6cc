/** Names values of a file without giving a caller away. */
import { hideNumbers } from '#contract/numbers';

const LONGEST = 40;

/** The value in quotes, short; digits that may be somebody's number are shown as #. */
export function show(value: string): string {
	if (value === '') return 'an empty cell';
	const flat = hideNumbers(value).replace(/\s+/g, ' ');
	return `"${flat.length > LONGEST ? `${flat.slice(0, LONGEST)}…` : flat}"`;
}
