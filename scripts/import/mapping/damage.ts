/** Says what a spreadsheet has done to a time that no format reads. */
import { show } from '../describe.ts';
import { CellError, type RowReason } from './cellError.ts';

const SCIENTIFIC = /^\d(\.\d+)?[eE]\+?\d+$/;
/** Day numbers of 1982 to 2064. */
const SERIAL = /^[3-5]\d{4}(\.\d+)?$/;
const SECONDS_LOST =
	/^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})[ T]\d{1,2}:\d{2}( ?[AaPp][Mm])?$/;

export function isScientific(text: string): boolean {
	return SCIENTIFIC.test(text);
}

/** The error of a time, with the reason that fits its shape. */
export function timeError(columns: string, text: string): CellError {
	let reason: RowReason = 'time_unreadable';
	if (SCIENTIFIC.test(text)) reason = 'time_scientific';
	else if (SERIAL.test(text)) reason = 'time_serial';
	else if (SECONDS_LOST.test(text)) reason = 'time_seconds_lost';
	// A day number is nobody's number, and what to look for in the file.
	const got = reason === 'time_serial' ? `"${text}"` : show(text);
	return new CellError(reason, `${columns}: got ${got}`);
}
