/** Names values of a file without giving a caller away: a shifted column can put a number anywhere. */
const LONGEST = 40;
const DATE_LIKE = /^\W?(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?!\d)/;
/** Seven digits and more, however they are written. */
const NUMBER_LIKE = /\d(?:[\s\-().·]*\d){6,}/g;

/** The value in quotes, short; digits that may be somebody's number are shown as #. */
export function show(value: string): string {
	if (value === '') return 'an empty cell';
	const safe = DATE_LIKE.test(value)
		? value.replace(/\d{7,}/g, hide)
		: value.replace(NUMBER_LIKE, hide);
	const flat = safe.replace(/\s+/g, ' ');
	return `"${flat.length > LONGEST ? `${flat.slice(0, LONGEST)}…` : flat}"`;
}

function hide(digits: string): string {
	return digits.replace(/\d/g, '#');
}
