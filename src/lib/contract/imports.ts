/**
 * `POST /v1/imports/{run}/notes`: what an importer says of rows that became no event or were read with
 * a word that no map lists. They never reach the door, so the server knows of them by this alone.
 */
import { z } from 'zod';

/** Why an importer turns a row, or an event of it, away. */
export const ROW_REJECTIONS = [
	'columns_missing',
	'columns_extra',
	'quote_unclosed',
	'encoding_invalid',
	'json_malformed',
	'time_unreadable',
	'time_seconds_lost',
	'time_serial',
	'time_scientific',
	'time_ambiguous',
	'time_in_gap',
	'id_scientific',
	'number_unreadable',
	'value_unmapped',
	'field_empty'
] as const;
export type RowRejection = (typeof ROW_REJECTIONS)[number];

/** Most different words of one file that are told one by one. */
export const MOST_NOTES = 20_000;
/** A word is a word: what is longer is cut. */
export const WORD_LENGTH = 40;
/** Stands for words beyond those that are told. */
export const OTHER_WORDS = '…';

const wholeNumber = z.int().min(1);
const words = (most: number) => z.string().min(1).max(most);

/** A part of a file: the lines from `from_line` on, as far as they have been taken. Telling more of the same part replaces it. */
export const importNotesSchema = z.object({
	/** The city that the rows belong to; null where each names its own. */
	city: z
		.string()
		.regex(/^\d{6}$/, { error: 'want a six-digit city code, or null' })
		.nullable(),
	/** `key` names the file and how it was read, so that another run of it can be told. */
	file: z.object({ key: z.string().regex(/^[0-9a-f]{16,64}$/), name: words(255) }),
	from_line: wholeNumber,
	/** Lines of the part that have been dealt with. */
	lines: z.int().min(0),
	rejected: z
		.array(z.object({ reason: z.enum(ROW_REJECTIONS), n: wholeNumber }))
		.max(ROW_REJECTIONS.length),
	unmapped: z
		.array(z.object({ column: words(255), value: z.string().max(255), n: wholeNumber }))
		.max(MOST_NOTES)
});
export type ImportNotes = z.infer<typeof importNotesSchema>;
