/** The body of a request that sets something: `{value, note?, expected_version?}` as JSON. */
import type { Context } from 'hono';
import { z } from 'zod';
import type { AppEnv } from './app.ts';
import { ApiError } from './errors.ts';

const LARGEST_BODY = 1024 * 1024;

const bodySchema = z.object({
	value: z.unknown(),
	note: z.string().optional(),
	expected_version: z.int().min(0).optional()
});

export interface ChangeBody {
	/** Not yet checked: `Settings.put` does that with the kind's schema. */
	value: unknown;
	note: string | undefined;
	/** The version in force that the author saw; 0 where there was none. */
	expectedVersion: number | undefined;
}

/** Reads the body. Throws 413, 400 for what is no JSON, 422 with the fields. */
export async function readChange(c: Context<AppEnv>): Promise<ChangeBody> {
	const text = await c.req.text();
	if (Buffer.byteLength(text) > LARGEST_BODY)
		throw new ApiError(413, 'body_too_large', `want at most ${LARGEST_BODY} bytes`);
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		throw new ApiError(
			400,
			'body_unreadable',
			'body: want JSON: {value, note?, expected_version?}'
		);
	}
	const parsed = bodySchema.safeParse(json);
	if (!parsed.success || !('value' in parsed.data)) {
		const fields = parsed.success
			? [{ path: 'value', message: 'is missing; null removes' }]
			: parsed.error.issues.map(({ path, message }) => ({
					path: path.map(String).join('.'),
					message
				}));
		const named = fields.map(({ path, message }) => `${path || 'body'}: ${message}`);
		throw new ApiError(422, 'value_invalid', named.join('; '), { fields });
	}
	const { value, note, expected_version } = parsed.data;
	return { value, note, expectedVersion: expected_version };
}
