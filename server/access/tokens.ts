/** Reads AUTH_FILE: tokens by their hashes, each with a role and the cities it may touch. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { EnvError } from '../env.ts';
import { ROLES, type Identity } from './roles.ts';

const fileSchema = z.object({
	tokens: z.array(
		z.object({
			id: z.string().regex(/^[\w.-]{1,64}$/, { error: 'want 1 to 64 letters, digits, _ . -' }),
			sha256: z.string().regex(/^[0-9a-f]{64}$/, { error: 'want the SHA-256 of the token in hex' }),
			role: z.enum(ROLES),
			cities: z.union([z.literal('all'), z.array(z.string().regex(/^\d{6}$/)).min(1)])
		})
	)
});

/** Finds the identity of a token, or null. */
export type TokenBook = (token: string) => Identity | null;

/** Reads the file. Throws `EnvError` that names the entry and the field. */
export function readTokenBook(file: string): TokenBook {
	let content: unknown;
	try {
		content = JSON.parse(readFileSync(file, 'utf8'));
	} catch (cause) {
		throw new EnvError(`AUTH_FILE: ${file} cannot be read as JSON`, { cause });
	}
	const parsed = fileSchema.safeParse(content);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		throw new EnvError(`AUTH_FILE: ${issue?.path.join('.')}: ${issue?.message}`);
	}
	const ids = parsed.data.tokens.map((token) => token.id);
	const twice = ids.find((id, index) => ids.indexOf(id) !== index);
	if (twice) throw new EnvError(`AUTH_FILE: the id ${twice} stands twice`);
	const book = parsed.data.tokens.map(({ id, sha256, role, cities }) => ({
		hash: Buffer.from(sha256, 'hex'),
		identity: { id, role, cities: cities === 'all' ? cities : new Set(cities) } satisfies Identity
	}));
	return (token) => {
		const hash = createHash('sha256').update(token).digest();
		return book.find((entry) => timingSafeEqual(entry.hash, hash))?.identity ?? null;
	};
}
