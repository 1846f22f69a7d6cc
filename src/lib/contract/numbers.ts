/** Hides digits that may be somebody's number: a shifted column can put one anywhere. */
const DATE_LIKE = /^\W?(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?!\d)/;
/** Seven digits and more, however they are written. */
const NUMBER_LIKE = /\d(?:[\s\-().·]*\d){6,}/g;

/** The text with the digits of numbers as #; dates stay. */
export function hideNumbers(text: string): string {
	return DATE_LIKE.test(text) ? text.replace(/\d{7,}/g, hide) : text.replace(NUMBER_LIKE, hide);
}

function hide(digits: string): string {
	return digits.replace(/\d/g, '#');
}
