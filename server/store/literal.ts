/**
 * The only way a value reaches SQL text. Parameterised queries of the embedded engine queue behind
 * each other across the whole process, so the live path renders what cannot carry SQL: integers,
 * city codes, and names from our own catalogues. Free text goes as parameters, never here.
 */

/** An integer, as itself. Throws on anything else. */
export function int(value: number): string {
	if (!Number.isSafeInteger(value)) throw new TypeError(`SQL integer: got ${value}`);
	return String(value);
}

/** A six-digit city code, as the integer that the tables hold. */
export function cityCode(code: string): string {
	if (!/^\d{6}$/.test(code)) throw new TypeError('SQL city code: want six digits');
	return String(Number(code));
}

/** An identifier of our own catalogues (lower case, digits, underscores), quoted. */
export function catalogueId(id: string): string {
	if (!/^[a-z][a-z0-9_]*$/.test(id)) throw new TypeError('SQL catalogue id: want [a-z0-9_]');
	return `'${id}'`;
}

/** The id of an import run, quoted. */
export function runId(id: string): string {
	if (!RUN_ID.test(id)) throw new TypeError('SQL run id: want letters, digits, _ . -');
	return `'${id}'`;
}

/** The id of a setting, quoted. */
export function settingId(id: string): string {
	if (!SETTING_ID.test(id)) throw new TypeError('SQL setting id: want letters, digits, _ . -');
	return `'${id}'`;
}

/** What a setting may be called. */
export const SETTING_ID = /^[\w.-]{1,64}$/;

/** What an import run may be called. */
export const RUN_ID = /^[\w.-]{1,64}$/;

/** A digest of ours in hex, quoted. */
export function hexId(id: string): string {
	if (!/^[0-9a-f]{32}$/.test(id)) throw new TypeError('SQL digest: want 32 hex digits');
	return `'${id}'`;
}
