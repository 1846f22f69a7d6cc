/** A setting's value against its schema: on the way in, and when it is read again. */
import type { z } from 'zod';
import { ApiError, type FieldError } from '../api/errors.ts';
import type { SettingKind, SettingVersion } from './settings.ts';
import type { VersionRow } from './versions.ts';

/** Most bytes of one value as JSON. */
const LARGEST_VALUE = 512 * 1024;

const fieldsOf = (error: z.ZodError): FieldError[] =>
	error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }));

export function invalid(kind: string, fields: FieldError[]): ApiError {
	const named = fields.map(({ path, message }) => (path ? `${path}: ${message}` : message));
	return new ApiError(422, 'value_invalid', `${kind}: ${named.join('; ')}`, { fields });
}

/** The value as the schema makes it. Throws a 422 that names every field that is wrong. */
export function validValue<T>({ kind, schema }: SettingKind<T>, value: unknown): T {
	const parsed = schema.safeParse(value);
	if (!parsed.success) throw invalid(kind, fieldsOf(parsed.error));
	if (Buffer.byteLength(JSON.stringify(parsed.data)) > LARGEST_VALUE)
		throw invalid(kind, [{ path: '', message: `want at most ${LARGEST_VALUE} bytes of JSON` }]);
	return parsed.data;
}

/** Rows that were read before: the same row is the same version. */
const known = new WeakMap<VersionRow, SettingVersion<unknown>>();

/** A stored row with its value. Throws where today's schema refuses what an older version wrote. */
export function readableValue<T>(kind: SettingKind<T>, row: VersionRow): SettingVersion<T> {
	const version = (known.get(row) as SettingVersion<T> | undefined) ?? parsed(kind, row);
	known.set(row, version);
	return version;
}

function parsed<T>({ kind, schema }: SettingKind<T>, row: VersionRow): SettingVersion<T> {
	if (row.value === '') return { ...row, value: null };
	const read = schema.safeParse(JSON.parse(row.value));
	if (read.success) return { ...row, value: read.data };
	const { path, message } = fieldsOf(read.error)[0]!;
	throw new Error(
		`setting ${kind} ${row.id}, version ${row.version}: ${path}: ${message}; set it again`
	);
}
