/** The one reader of the environment. A bad value stops the start and is named. */
import { join } from 'node:path';
import { z } from 'zod';

const wholeNumber = (low: number, high: number) =>
	z
		.string()
		.regex(/^\d+$/, { error: `want a whole number from ${low} to ${high}` })
		.transform(Number)
		.refine((value) => value >= low && value <= high, {
			error: `want a whole number from ${low} to ${high}`
		});
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
	z.enum(values, { error: `want one of ${values.join(', ')}` });
const path = z.string().min(1, { error: 'want a path' });

/** So many days after the last repeat could have come a day's repeats are surely summed up. */
const SETTLING_DAYS = 2;

/** Loopback names: the only places to listen at while nobody has to log in. */
export const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '::1'];

const schema = z.object({
	PORT: wholeNumber(0, 65535).default(12345),
	HOST: z.string().min(1, { error: 'want an address to listen at' }).default('127.0.0.1'),
	DATA_DIR: path.default('data/store'),
	CLICKHOUSE_URL: z
		.url({ protocol: /^https?$/, error: 'want an http or https address' })
		.optional(),
	AUTH_FILE: path.optional(),
	CALLER_KEY_FILE: path.optional(),
	SECRETS_KEY_FILE: path.optional(),
	PUBLIC_URL: z
		.url({ protocol: /^https?$/, error: 'want the http or https address that people open' })
		.transform((url) => url.replace(/\/+$/, ''))
		.optional(),
	SHARED_CALLERS: z
		.string()
		.default('')
		.transform((list) => list.split(',').filter((number) => number.trim() !== '')),
	DURABILITY: oneOf(['power', 'process']).default('power'),
	SATISFIED_FROM: wholeNumber(1, 5).default(3),
	SERVICE_LEVEL_SECONDS: wholeNumber(1, 3600).default(15),
	REPEAT_DAYS: wholeNumber(1, 90).default(7),
	SHORT_ABANDON_SECONDS: wholeNumber(0, 600).default(0),
	RETENTION_MONTHS: wholeNumber(0, 1200).default(0),
	CALLER_RETENTION_DAYS: wholeNumber(0, 36_500).default(0),
	MAX_EVENT_BYTES: wholeNumber(1024, 16 * 2 ** 20).default(64 * 1024),
	MAX_BODY_BYTES: wholeNumber(1024, 2 ** 40).default(2 ** 30),
	MAX_PENDING_BYTES: wholeNumber(2 ** 16, 2 ** 32).default(32 * 2 ** 20)
});

export type Env = z.output<typeof schema> & { CALLER_KEY_FILE: string; SECRETS_KEY_FILE: string };

export class EnvError extends Error {}

/** Reads and checks the configuration. Throws `EnvError` naming each bad variable, what it got and what it wants. */
export function readEnv(source: Record<string, string | undefined>): Env {
	const parsed = schema.safeParse(source);
	if (!parsed.success)
		throw new EnvError(
			parsed.error.issues
				.map((issue) => {
					const name = String(issue.path[0]);
					return `${name}: got "${shown(name, source[name])}"; ${issue.message}`;
				})
				.join('\n')
		);
	const env = parsed.data;
	if (!env.AUTH_FILE && !LOOPBACK_HOSTS.includes(env.HOST))
		throw new EnvError(
			`HOST: got "${env.HOST}"; without AUTH_FILE the server lets everybody in and listens on loopback alone (${LOOPBACK_HOSTS.join(', ')}). Set AUTH_FILE to listen elsewhere`
		);
	const leastDays = env.REPEAT_DAYS + SETTLING_DAYS;
	if (env.CALLER_RETENTION_DAYS > 0 && env.CALLER_RETENTION_DAYS < leastDays)
		throw new EnvError(
			`CALLER_RETENTION_DAYS: got "${env.CALLER_RETENTION_DAYS}"; want 0 (keep) or at least ${leastDays}, REPEAT_DAYS and ${SETTLING_DAYS}: before that it is not known who called again`
		);
	return {
		...env,
		CALLER_KEY_FILE: env.CALLER_KEY_FILE ?? join(env.DATA_DIR, 'caller.key'),
		SECRETS_KEY_FILE: env.SECRETS_KEY_FILE ?? join(env.DATA_DIR, 'secrets.key')
	};
}

/** An address may hold a password. */
function shown(name: string, value: string | undefined): string {
	return name === 'CLICKHOUSE_URL' ? '(hidden)' : (value ?? '');
}
