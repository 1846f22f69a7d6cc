/** Logging in: the token goes to the server once and comes back as a cookie that scripts cannot read. */
import { m } from '$lib/words/m.ts';

/** Sends the token; null when the browser is now logged in, else what went wrong, in words. */
export async function logIn(token: string, send = fetch): Promise<string | null> {
	try {
		const response = await send('/v1/login', {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ token: token.trim() })
		});
		if (response.ok) return null;
		if (response.status === 400 || response.status === 401) return m.login_rejected();
		if (response.status === 403) return m.login_forbidden();
		if (response.status === 429) return m.login_busy();
		return m.login_failed({ status: response.status });
	} catch {
		return m.login_unreachable();
	}
}

/** Where to go afterwards: a path on this server, and nothing else that a link may have put there. */
export function nextPath(asked: string | null): string {
	return asked !== null && /^\/(?![/\\])/.test(asked) ? asked : '/wall';
}
