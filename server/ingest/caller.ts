/** Callers become keyed hashes at the door (definitions, section 1); raw values go no further. */
import { createHash, hash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const PHONE_SHAPED = /^\+?[\d\s\-().·/]*\d[\d\s\-().·/]*$/;
/** The common case, in which there is nothing to strip. */
const PLAIN_NUMBER = /^[1-9]\d{6,}$/;
const MOBILE_WITH_ZERO = /^01[3-9]\d{9}$/;
const SHORTEST_PHONE = 7;

/** What exchanges send when a number is not given. */
const WITHHELD = new Set([
	'',
	'anonymous',
	'withheld',
	'private',
	'restricted',
	'unavailable',
	'unknown',
	'none',
	'null',
	'匿名',
	'未知',
	'保密',
	'隐藏',
	'未显示',
	'隐藏号码',
	'未知号码',
	'私密号码'
]);

/** Normalises a caller so that one person's spellings meet; null where nobody can be told apart. */
export function normaliseCaller(value: string): string | null {
	const trimmed = value.trim();
	if (PLAIN_NUMBER.test(trimmed)) return trimmed;
	if (WITHHELD.has(trimmed.toLowerCase())) return null;
	if (!PHONE_SHAPED.test(trimmed)) return trimmed;
	const digits = trimmed
		.replace(/[^\d+]/g, '')
		.replace(/^(\+86|0086)/, '')
		.replace(/^\+/, '');
	const number = MOBILE_WITH_ZERO.test(digits) ? digits.slice(1) : digits;
	return number.length < SHORTEST_PHONE ? null : number;
}

export interface CallerKey {
	/** Safe to store: names the key without giving it away. */
	fingerprint: string;
	/** HMAC-SHA256 in hex of a normalised caller; empty for nobody, a shared or a withheld number. */
	hash(value: string | null | undefined): string;
}

export class CallerKeyError extends Error {}

/** Makes the hasher of a key; `shared` are numbers that many people call from. */
export function createCallerKey(key: Buffer, shared: readonly string[] = []): CallerKey {
	const sharedNumbers = new Set(shared.map(normaliseCaller));
	const hmac = createHmacSha256(key);
	return {
		fingerprint: createHash('sha256')
			.update('rexian caller key\n')
			.update(key)
			.digest('hex')
			.slice(0, 32),
		hash: (value) => {
			const caller = value == null ? null : normaliseCaller(value);
			if (caller === null || sharedNumbers.has(caller)) return '';
			return hmac(caller);
		}
	};
}

const SHA256_BLOCK = 64;

/**
 * HMAC-SHA256 (RFC 2104) of texts in hex, by two one-shot hashes: an object a call, as
 * `createHmac` makes, costs twice the time at the door. Keys are at most a block long.
 */
export function createHmacSha256(key: Buffer): (text: string) => string {
	if (key.length > SHA256_BLOCK) throw new RangeError('key: want at most 64 bytes');
	const block = Buffer.concat([key], SHA256_BLOCK);
	const inner = block.map((byte) => byte ^ 0x36);
	const outer = Buffer.concat([block.map((byte) => byte ^ 0x5c), Buffer.alloc(32)]);
	return (text) => {
		const digest = hash('sha256', Buffer.concat([inner, Buffer.from(text)]), 'buffer');
		digest.copy(outer, SHA256_BLOCK);
		return hash('sha256', outer, 'hex');
	};
}

/** Reads the key file, or creates it once with mode 0600 where `mayCreate`. */
export function readCallerKey(file: string, mayCreate: boolean): Buffer {
	if (!existsSync(file)) {
		if (!mayCreate)
			throw new CallerKeyError(
				`CALLER_KEY_FILE: ${file} is not there, but the store holds callers hashed with a key; restore that file`
			);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, randomBytes(32).toString('hex') + '\n', { mode: 0o600, flag: 'wx' });
	}
	const text = readFileSync(file, 'utf8').trim();
	if (!/^[0-9a-f]{64}$/i.test(text))
		throw new CallerKeyError(`CALLER_KEY_FILE: ${file} must hold 64 hexadecimal digits`);
	return Buffer.from(text, 'hex');
}
