/** Secrets of channels at rest: AES-256-GCM under a key that is not in the store. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface Vault {
	seal(secret: string): string;
	/** Null where another key sealed it, or it was changed. */
	open(sealed: string): string | null;
}

/** Opens the vault of a key file, which is created once with mode 0600. Throws on a file that is no key. */
export function openVault(file: string): Vault {
	if (!existsSync(file)) {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, randomBytes(32).toString('hex') + '\n', { mode: 0o600, flag: 'wx' });
	}
	const text = readFileSync(file, 'utf8').trim();
	if (!/^[0-9a-f]{64}$/i.test(text))
		throw new Error(`SECRETS_KEY_FILE: ${file} holds no key; want 64 hex digits`);
	return createVault(Buffer.from(text, 'hex'));
}

export function createVault(key: Buffer): Vault {
	return {
		seal(secret) {
			const nonce = randomBytes(NONCE_BYTES);
			const cipher = createCipheriv('aes-256-gcm', key, nonce);
			const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
			return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
		},
		open(sealed) {
			const bytes = Buffer.from(sealed, 'base64');
			try {
				const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
				cipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
				const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
				return Buffer.concat([cipher.update(body), cipher.final()]).toString('utf8');
			} catch {
				return null;
			}
		}
	};
}
