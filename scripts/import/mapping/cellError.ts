/** What can be wrong with a cell, or with a row, on its way to an event. */
export const ROW_REASONS = {
	columns_missing: 'the row is cut off, or a delimiter or quote is missing in it',
	columns_extra: 'a text with the delimiter in it is not quoted',
	encoding_invalid: 'bytes that are no text in this encoding; set source.encoding or --encoding',
	time_unreadable: 'add its format to formats',
	time_seconds_lost:
		'a spreadsheet saved the file and cut the seconds; export it anew, or add the format with H:mm',
	time_serial: 'a spreadsheet wrote its day number; export anew, or add the format "excel-serial"',
	time_scientific: 'a spreadsheet rounded the number; export anew with the column as text',
	time_ambiguous: 'clocks went back: the time came twice; set ambiguous to "earlier" or "later"',
	time_in_gap: 'clocks went forward: there was no such time; set gap to "shift"',
	id_scientific: 'a spreadsheet rounded the id; export anew with the column as text',
	number_unreadable: 'want a number, or h:mm:ss for a duration',
	value_unmapped: 'add it to the map, or give the map a default',
	field_empty: 'the event cannot be without it; filter such rows with keep, or give a firstOf'
} as const;
export type RowReason = keyof typeof ROW_REASONS;

/** A cell that stops its event. The message names the column and the value, never a caller. */
export class CellError extends Error {
	readonly reason: RowReason;
	constructor(reason: RowReason, message: string) {
		super(message);
		this.reason = reason;
	}
}
