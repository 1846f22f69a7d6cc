/** "Callers", section 1: who is the same person. The HMAC is left out: equal text, equal hash. */

const PHONE_SHAPED = /^\+?[\d\s().-]*\d[\d\s().-]*$/;

/** The normalised caller, or null for one who cannot be told apart. */
export function normalisedCaller(raw: string): string | null {
	const trimmed = raw.trim();
	if (trimmed === '') return null;
	if (!PHONE_SHAPED.test(trimmed)) return trimmed;
	const compact = trimmed.replaceAll(/[\s().-]/g, '');
	const national = compact.replace(/^(\+86|0086)/, '');
	const digits = national.replace(/^0(?=1[3-9]\d{9}$)/, '');
	return digits.replace('+', '').length < 7 ? null : digits;
}
