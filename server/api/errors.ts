/** Errors that a caller is told about: thrown as a type, rendered once. */
import type { ErrorHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { log } from '../log.ts';

/** What is wrong with one field of what was sent; `path` is dotted, empty for the whole. */
export interface FieldError {
	path: string;
	message: string;
}

export class ApiError extends Error {
	/** Seconds after which trying again makes sense. */
	readonly retryAfterSeconds: number | undefined;
	readonly fields: readonly FieldError[] | undefined;

	constructor(
		readonly status: ContentfulStatusCode,
		readonly code: string,
		message: string,
		more: number | { retryAfterSeconds?: number; fields?: readonly FieldError[] } = {}
	) {
		super(message);
		const { retryAfterSeconds, fields } =
			typeof more === 'number' ? { retryAfterSeconds: more, fields: undefined } : more;
		this.retryAfterSeconds = retryAfterSeconds;
		this.fields = fields;
	}

	get body() {
		const { code, message, fields } = this;
		return { error: { code, message, ...(fields && { fields }) } };
	}
}

/** The one renderer of errors. What we did not foresee is logged and shown without its insides. */
export const renderError: ErrorHandler = (error, c) => {
	if (!(error instanceof ApiError)) {
		log('error', 'request failed', { path: c.req.path, error });
		return c.json({ error: { code: 'internal', message: 'the server failed; see its log' } }, 500);
	}
	if (error.retryAfterSeconds !== undefined)
		c.header('Retry-After', String(error.retryAfterSeconds));
	return c.json(error.body, error.status);
};
