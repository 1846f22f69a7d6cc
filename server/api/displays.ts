/** Walls' devices over HTTP: offering a link, taking it, listing and ending devices. */
import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import { formatInstant } from '#contract/instant';
import type { DisplayOffer, DisplaysAnswer, DisplayView } from '#contract/settings';
import type { Displays } from '../access/displays.ts';
import { TOKEN_COOKIE } from '../access/gate.ts';
import type { AppEnv } from './app.ts';
import { ApiError } from './errors.ts';
import { readCity } from './query.ts';

/** The longest that a Chromium keeps a cookie; every look at the pages sets it anew. */
const DEVICE_SECONDS = 400 * 86_400;

export function setDeviceCookie(c: Context, cookie: string): void {
	setCookie(c, TOKEN_COOKIE, cookie, {
		httpOnly: true,
		sameSite: 'Strict',
		path: '/',
		maxAge: DEVICE_SECONDS,
		secure: new URL(c.req.url).protocol === 'https:'
	});
}

async function fieldOf(c: Context<AppEnv>, name: string): Promise<unknown> {
	const body: unknown = await c.req.json().catch(() => null);
	return (body as Record<string, unknown> | null)?.[name];
}

export function listDisplays(displays: Displays, c: Context<AppEnv>) {
	const city = readCity(c.req.query(), c.get('identity'));
	const shown: DisplayView[] = displays.list(city).map(({ at, offered_until, ...rest }) => ({
		...rest,
		changed_at: formatInstant(at),
		offered_until: offered_until === null ? null : formatInstant(offered_until)
	}));
	const answer: DisplaysAnswer = { city, displays: shown };
	return c.json(answer);
}

export async function offerDisplay(displays: Displays, c: Context<AppEnv>) {
	const identity = c.get('identity');
	const city = readCity(c.req.query(), identity);
	const { id, code, offeredUntil } = await displays.offer(
		await fieldOf(c, 'name'),
		city,
		identity.id
	);
	const offer: DisplayOffer = {
		id,
		path: `/wall/claim?code=${code}`,
		offered_until: formatInstant(offeredUntil)
	};
	return c.json(offer);
}

export async function claimDisplay(displays: Displays, c: Context<AppEnv>) {
	const code = await fieldOf(c, 'code');
	if (typeof code !== 'string')
		throw new ApiError(400, 'code_missing', 'code: want the code of the link as text');
	const { cookie, city } = await displays.claim(code);
	setDeviceCookie(c, cookie);
	return c.json({ city });
}

export async function revokeDisplay(displays: Displays, c: Context<AppEnv>) {
	const identity = c.get('identity');
	const city = readCity(c.req.query(), identity);
	await displays.revoke(c.req.param('id') ?? '', city, identity.id);
	return c.body(null, 204);
}
