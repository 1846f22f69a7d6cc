/** Logging in: a pasted token becomes an HttpOnly cookie that this site alone gets back. */
import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { TOKEN_COOKIE, type Gate } from '../access/gate.ts';
import { ApiError } from './errors.ts';

const SESSION_SECONDS = 12 * 3600;

export async function logIn(gate: Gate, c: Context) {
	const body: unknown = await c.req.json().catch(() => null);
	const token = (body as { token?: unknown } | null)?.token;
	if (typeof token !== 'string' || token === '')
		throw new ApiError(400, 'token_missing', 'token: want the token as text');
	if (!gate.identify(token.trim()))
		throw new ApiError(401, 'unauthorized', 'token: nobody has this token');
	setCookie(c, TOKEN_COOKIE, token.trim(), {
		httpOnly: true,
		sameSite: 'Strict',
		path: '/',
		maxAge: SESSION_SECONDS,
		secure: new URL(c.req.url).protocol === 'https:'
	});
	return c.body(null, 204);
}

export function logOut(c: Context) {
	deleteCookie(c, TOKEN_COOKIE, { path: '/' });
	return c.body(null, 204);
}
