/**
 * Walls as devices: a one-time link becomes a device's own secret, which reads one city's figures and
 * nothing else, and does not run out. What is kept of code and secret are their hashes.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { ApiError } from '../api/errors.ts';
import type { SettingKind, Settings, SettingVersion } from '../settings/settings.ts';
import type { Identity } from './roles.ts';

const LINK_MS = 24 * 3_600_000;

const display = z.object({
	name: z
		.string()
		.trim()
		.min(1, { error: 'want a name' })
		.max(64, { error: 'want 64 characters at most' }),
	city: z.string().regex(/^\d{6}$/),
	/** Of the code while the link is offered, of the device's secret afterwards. */
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
	/** Epoch milliseconds until which the link holds; null once a device has taken it. */
	offered_until: z.int().nullable()
});
type Display = z.infer<typeof display>;
export const DISPLAY: SettingKind<Display> = { kind: 'display', schema: display };

/** Displays belong to no city in the settings, so that all are known at start. */
const NO_CITY = '';

const hashOf = (secret: string) => createHash('sha256').update(secret).digest();
const isSame = (secret: string, sha256: string) =>
	timingSafeEqual(hashOf(secret), Buffer.from(sha256, 'hex'));
/** `id.secret`: the id finds the entry, the secret proves it. */
const split = (text: string) => {
	const [id = '', secret = ''] = text.split('.');
	return { id, secret };
};

export interface DisplaySummary {
	id: string;
	name: string;
	city: string;
	/** Epoch milliseconds of the last change. */
	at: number;
	author: string;
	offered_until: number | null;
}

export async function createDisplays({
	settings,
	clock
}: {
	settings: Settings;
	clock: () => number;
}) {
	const known = new Map<string, SettingVersion<Display>>();
	const learn = (version: SettingVersion<Display>) =>
		version.value === null ? known.delete(version.id) : known.set(version.id, version);
	for (const version of await settings.list(DISPLAY, NO_CITY)) learn(version);
	settings.onChange((version) => {
		if (version.kind === DISPLAY.kind) learn(version as SettingVersion<Display>);
	});

	/** Whose device a cookie's content is; null for anything else, and for a link that nobody took. */
	function identify(cookie: string): Identity | null {
		const { id, secret } = split(cookie);
		const value = known.get(id)?.value;
		if (!value || value.offered_until !== null || !isSame(secret, value.sha256)) return null;
		return { id: `display-${id}`, role: 'display', cities: new Set([value.city]), isDevice: true };
	}

	/** Makes a link that one device can take within a day; its code is told this once. */
	async function offer(name: unknown, city: string, author: string) {
		const id = randomBytes(6).toString('hex');
		const secret = randomBytes(24).toString('base64url');
		const offeredUntil = clock() + LINK_MS;
		const value = {
			name: name as string,
			city,
			sha256: hashOf(secret).toString('hex'),
			offered_until: offeredUntil
		};
		await settings.put(DISPLAY, { city: NO_CITY, id, value, author, expectedVersion: 0 });
		return { id, code: `${id}.${secret}`, offeredUntil };
	}

	/** Takes a link: answers the device's secret and its city. Throws 410 for one used, old or false. */
	async function claim(code: string): Promise<{ cookie: string; city: string }> {
		const { id, secret } = split(code);
		const entry = known.get(id);
		const value = entry?.value;
		if (
			!entry ||
			!value?.offered_until ||
			value.offered_until < clock() ||
			!isSame(secret, value.sha256)
		)
			throw new ApiError(
				410,
				'link_spent',
				'code: this link was used or is over a day old; ask a manager for a new one'
			);
		const device = randomBytes(24).toString('base64url');
		await settings.put(DISPLAY, {
			city: NO_CITY,
			id,
			value: { ...value, sha256: hashOf(device).toString('hex'), offered_until: null },
			author: `display-${id}`,
			// Of two that take it at once the second finds another version.
			expectedVersion: entry.version
		});
		return { cookie: `${id}.${device}`, city: value.city };
	}

	function list(city: string): DisplaySummary[] {
		return [...known.values()].flatMap(({ id, at, author, value }) =>
			value?.city === city
				? [{ id, name: value.name, city, at, author, offered_until: value.offered_until }]
				: []
		);
	}

	/** Ends a device or an offer; its cookie is worth nothing from then on. */
	async function revoke(id: string, city: string, author: string): Promise<void> {
		if (known.get(id)?.value?.city !== city)
			throw new ApiError(404, 'display_unknown', `display: ${city} has none called ${id}`);
		await settings.put(DISPLAY, { city: NO_CITY, id, value: null, author });
	}

	return { identify, offer, claim, list, revoke };
}
export type Displays = Awaited<ReturnType<typeof createDisplays>>;
