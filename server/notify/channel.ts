/** The setting kind `channel`: what a person sets, with its secrets sealed before it is stored. */
import { z } from 'zod';
import {
	channelSchema,
	SECRET_NAMES,
	SECRETS_OF,
	type Channel,
	type SecretName,
	type Secrets
} from '#contract/channels';
import type { FieldError } from '../api/errors.ts';
import type { SettingKind } from '../settings/settings.ts';
import type { Vault } from './secrets.ts';

export interface StoredChannel {
	channel: Channel;
	sealed: Partial<Record<SecretName, string>>;
	/** Origin of the address: tells robots apart without giving them away. */
	address_origin: string | null;
}

export const CHANNEL: SettingKind<StoredChannel> = {
	kind: 'channel',
	schema: z.object({
		channel: channelSchema,
		sealed: z.partialRecord(z.enum(SECRET_NAMES), z.string()),
		address_origin: z.string().nullable()
	})
};

/** What an address of a robot must carry, as its vendor's group settings show it. */
const ADDRESS_HINTS = {
	dingtalk: (url: URL) => url.searchParams.has('access_token') || 'want its access_token=…',
	wecom: (url: URL) => url.searchParams.has('key') || 'want its key=…',
	feishu: (url: URL) => url.pathname.length > 10 || 'want its …/open-apis/bot/v2/hook/…',
	webhook: () => true
};

/** What is wrong with secrets for this channel; `kept` are those already set. */
export function checkSecrets(
	channel: Channel,
	secrets: Secrets,
	kept: readonly SecretName[]
): FieldError[] {
	const { needs, may } = SECRETS_OF[channel.kind];
	const errors: FieldError[] = [];
	const say = (name: string, message: string) => errors.push({ path: `secrets.${name}`, message });
	for (const name of needs)
		if (!secrets[name] && !kept.includes(name)) say(name, `${channel.kind} needs it`);
	for (const name of SECRET_NAMES)
		if (secrets[name] && !needs.includes(name) && !may.includes(name))
			say(name, `${channel.kind} has none`);
	if (secrets.address !== undefined && secrets.address !== '') {
		const url = URL.canParse(secrets.address) ? new URL(secrets.address) : null;
		// The address is a secret: what is wrong is said without repeating it.
		if (!url || !['http:', 'https:'].includes(url.protocol))
			say('address', 'want an http or https address, whole, as the robot shows it');
		else if (channel.kind in ADDRESS_HINTS) {
			const hint = ADDRESS_HINTS[channel.kind as keyof typeof ADDRESS_HINTS](url);
			if (typeof hint === 'string') say('address', hint);
		}
	}
	return errors;
}

/** The stored form: new secrets sealed, those not mentioned kept, those set to '' taken away. */
export function sealChannel(
	channel: Channel,
	secrets: Secrets,
	before: StoredChannel | null,
	vault: Vault
): StoredChannel {
	const { needs, may } = SECRETS_OF[channel.kind];
	const sealed: StoredChannel['sealed'] = {};
	for (const name of [...needs, ...may]) {
		const given = secrets[name];
		const kept = before?.sealed[name];
		if (given) sealed[name] = vault.seal(given.trim());
		else if (given === undefined && kept) sealed[name] = kept;
	}
	const address_origin = secrets.address
		? new URL(secrets.address).origin
		: sealed.address
			? (before?.address_origin ?? null)
			: null;
	return { channel, sealed, address_origin };
}

/** Opened secrets; null where one cannot be opened. */
export function openSecrets(stored: StoredChannel, vault: Vault): Secrets | null {
	const secrets: Secrets = {};
	for (const [name, sealed] of Object.entries(stored.sealed)) {
		const secret = vault.open(sealed);
		if (secret === null) return null;
		secrets[name as SecretName] = secret;
	}
	return secrets;
}
