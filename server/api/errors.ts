/** Errors that a caller is told about: thrown as a type, rendered once. */
import type { ErrorHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { log } from '../log.ts';

export class ApiError extends Error {
	constructor(
		readonly status: ContentfulStatusCode,
		readonly code: string,
		message: string,
		/** Seconds after which trying again makes sense. */
		readonly retryAfterSeconds?: number
	) {
		super(message);
	}

	get body() {
		return { error: { code: this.code, message: this.message } };
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
