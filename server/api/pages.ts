/** The built pages. Hashed files may be kept for ever; the page itself is asked for anew each time. */
import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { TOKEN_COOKIE } from '../access/gate.ts';
import { setDeviceCookie } from './displays.ts';
import { ApiError } from './errors.ts';
import type { AppEnv } from './app.ts';

export function mountPages(app: Hono<AppEnv>, buildDir: string): void {
	const files = serveStatic({ root: buildDir, precompressed: true });
	const shell = serveStatic({ root: buildDir, path: 'index.html', precompressed: true });
	app.get('/*', async (c, next) => {
		const isImmutable = c.req.path.startsWith('/_app/immutable/');
		const file = await files(c, () => Promise.resolve());
		const found = file ?? (isImmutable ? undefined : await shell(c, next));
		if (!found)
			throw new ApiError(
				404,
				'not_found',
				'the pages are not built; run npm start, which builds them'
			);
		// A wall that is on asks once a minute: what identifies it cannot run out.
		const cookie = getCookie(c, TOKEN_COOKIE);
		if (cookie && c.get('identity')?.isDevice) setDeviceCookie(c, cookie);
		found.headers.set(
			'Cache-Control',
			isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache'
		);
		return found;
	});
}
