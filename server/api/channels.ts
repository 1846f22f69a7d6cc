/** Channels over HTTP: what is set, never a secret; changes, each followed by a test message. */
import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { z } from 'zod';
import {
	channelSchema,
	SECRET_NAMES,
	type Channel,
	type ChannelsAnswer,
	type ChannelView,
	type SavedChannel,
	type TestResult
} from '#contract/channels';
import { formatInstant } from '#contract/instant';
import { cityForbidden } from '../access/gate.ts';
import { mayTouch, type Identity } from '../access/roles.ts';
import { CHANNEL, checkSecrets, sealChannel, type StoredChannel } from '../notify/channel.ts';
import type { Notifier } from '../notify/notifier.ts';
import type { Vault } from '../notify/secrets.ts';
import type { Settings, SettingVersion } from '../settings/settings.ts';
import type { AppEnv } from './app.ts';
import { readChange } from './change.ts';
import { ApiError, type FieldError } from './errors.ts';
import { readChoice } from './query.ts';

export interface ChannelsDeps {
	settings: Settings;
	notifier: Notifier;
	vault: Vault;
}

const secretsSchema = z
	.partialRecord(z.enum(SECRET_NAMES), z.string().max(2_000))
	.optional()
	.default({});

/** A channel for all cities is for those who may touch all. */
function mayEdit(identity: Identity, { cities }: Channel): boolean {
	if (identity.cities === 'all') return true;
	return cities !== 'all' && cities.every((city) => mayTouch(identity, city));
}

/** Whoever may touch one of its cities sees it. */
function maySee(identity: Identity, { cities }: Channel): boolean {
	return cities === 'all' || cities.some((city) => mayTouch(identity, city));
}

function viewOf(deps: ChannelsDeps, version: SettingVersion<StoredChannel>): ChannelView {
	const { channel, sealed, address_origin } = version.value!;
	return {
		...channel,
		id: version.id,
		version: version.version,
		changed_at: formatInstant(version.at),
		changed_by: version.author,
		secrets: Object.fromEntries(Object.keys(sealed).map((name) => [name, true])),
		address_origin,
		health: deps.notifier.healthOf(version.id)
	};
}

export async function answerChannels(
	deps: ChannelsDeps,
	identity: Identity
): Promise<ChannelsAnswer> {
	const all = await deps.settings.list(CHANNEL, '');
	const seen = all.filter(({ value }) => maySee(identity, value!.channel));
	return { channels: seen.map((version) => viewOf(deps, version)) };
}

const unknown = (id: string) =>
	new ApiError(404, 'channel_unknown', `channel ${id.slice(0, 64)}: there is none`);

async function existing(deps: ChannelsDeps, id: string, identity: Identity) {
	const version = await deps.settings.current(CHANNEL, '', id);
	if (!version?.value || !maySee(identity, version.value.channel)) throw unknown(id);
	const { channel } = version.value;
	if (!mayEdit(identity, channel))
		throw cityForbidden(channel.cities === 'all' ? 'all cities' : channel.cities.join(', '));
	return { ...version, value: version.value };
}

const fieldsOf = (error: z.ZodError): FieldError[] =>
	error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }));

function refuse(fields: FieldError[]): never {
	const named = fields.map(({ path, message }) => `${path || 'channel'}: ${message}`);
	throw new ApiError(422, 'value_invalid', named.join('; '), { fields });
}

/** Checks what was sent. Throws a 422 that names every field, and never repeats a secret. */
function readChannel(value: unknown, before: StoredChannel | null) {
	const { secrets: sent, ...rest } = (
		typeof value === 'object' && value !== null ? value : {}
	) as Record<string, unknown>;
	const channel = channelSchema.safeParse(rest);
	const secrets = secretsSchema.safeParse(sent);
	if (!channel.success) refuse(fieldsOf(channel.error));
	if (!secrets.success) refuse([{ path: 'secrets', message: `want ${SECRET_NAMES.join(', ')}` }]);
	// Secrets of a robot mean nothing to another kind of channel.
	const kept = before?.channel.kind === channel.data.kind ? before : null;
	const keptNames = SECRET_NAMES.filter((name) => kept?.sealed[name] && secrets.data[name] !== '');
	const wrong = checkSecrets(channel.data, secrets.data, keptNames);
	if (wrong.length > 0) refuse(wrong);
	return { channel: channel.data, secrets: secrets.data, kept };
}

/** `POST /v1/channels` without an id, `PUT /v1/channels/:id` with one: saves, then sends a test message. */
export async function saveChannel(
	deps: ChannelsDeps,
	c: Context<AppEnv>,
	id: string | null
): Promise<SavedChannel> {
	const identity = c.get('identity');
	const wantsTest = readChoice(c.req.query(), 'test', ['true', 'false']) !== 'false';
	const { value, note, expectedVersion } = await readChange(c);
	const before = id === null ? null : await existing(deps, id, identity);
	const { channel, secrets, kept } = readChannel(value, before?.value ?? null);
	if (!mayEdit(identity, channel))
		throw cityForbidden(channel.cities === 'all' ? 'all cities' : channel.cities.join(', '));
	const version = await deps.settings.put(CHANNEL, {
		city: '',
		id: id ?? randomBytes(6).toString('hex'),
		value: sealChannel(channel, secrets, kept, deps.vault),
		author: identity.id,
		note,
		expectedVersion
	});
	// A hall is not to be startled by whoever renames a channel.
	const isTested = wantsTest && channel.enabled && channel.kind !== 'wall';
	const test = isTested ? await deps.notifier.test(version.id) : null;
	return { channel: viewOf(deps, version), test };
}

export async function removeChannel(
	deps: ChannelsDeps,
	id: string,
	identity: Identity
): Promise<void> {
	await existing(deps, id, identity);
	await deps.settings.put(CHANNEL, { city: '', id, value: null, author: identity.id });
}

/** `POST /v1/channels/:id/test`. */
export async function testChannel(
	deps: ChannelsDeps,
	id: string,
	identity: Identity
): Promise<TestResult> {
	await existing(deps, id, identity);
	const result = await deps.notifier.test(id);
	if (!result) throw unknown(id);
	return result;
}
