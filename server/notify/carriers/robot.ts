/** A chat robot: its dialect is data, the talking is the same for all. "HTTP 200 is not success". */
import { createHmac } from 'node:crypto';
import type { Channel, FailureReason, Secrets } from '#contract/channels';
import type { RateLimit } from '../bucket.ts';
import type { Message } from '../message.ts';
import { failed, SENT, type Carrier, type Part, type Reply } from './carrier.ts';
import { postJson, type Posted } from './post.ts';

/** A code of the robot's own as we understand it. */
export interface Verdict {
	reason: FailureReason;
	retryAfterMs?: number;
}

export interface Dialect<C extends Channel> {
	limits: readonly RateLimit[];
	parts(message: Message, channel: C, link: string | null): Part[];
	/** Signs, where a secret is set. */
	sign(address: URL, part: Part, key: string | undefined, now: number): Part;
	/** The key of the answer that holds the code, such as `errcode`; 0 is success. */
	codeKeys: readonly string[];
	/** What a code means; the message only tells apart what one code lumps together. */
	verdict(code: number, message: string): Verdict;
}

const HOUR_MS = 3_600_000;

export function robot<C extends Channel>(dialect: Dialect<C>): Carrier<C> {
	return {
		limits: dialect.limits,
		parts: (message, channel, link) => dialect.parts(message, channel, link),
		async send(part, _channel, secrets: Secrets, context) {
			const address = new URL(secrets.address ?? '');
			const body = dialect.sign(address, part, secrets.signing_key, context.clock());
			return judge(dialect, await postJson(address.href, JSON.stringify(body), {}, context));
		}
	};
}

function judge<C extends Channel>(dialect: Dialect<C>, posted: Posted): Reply {
	const { status, trouble, clockAheadMs, retryAfterMs } = posted;
	if (trouble) return failed(trouble.reason, trouble.code, { clockAheadMs });
	if (status === null || status === 429 || status >= 500) {
		const reason = status === 429 ? 'rate_limited' : 'busy';
		return failed(reason, `HTTP ${status}`, { retryAfterMs, clockAheadMs });
	}
	const answer = (posted.body ?? {}) as Record<string, unknown>;
	const key = dialect.codeKeys.find((name) => typeof answer[name] === 'number');
	if (key === undefined) {
		const reason = status >= 400 ? 'refused' : 'not_understood';
		return failed(reason, `HTTP ${status}`, { clockAheadMs });
	}
	const code = answer[key] as number;
	if (code === 0) return { ...SENT, clockAheadMs };
	const said = answer.errmsg ?? answer.msg;
	const verdict = dialect.verdict(code, typeof said === 'string' ? said : '');
	const isClock = verdict.reason === 'wrong_secret' && Math.abs(clockAheadMs ?? 0) > HOUR_MS;
	return failed(isClock ? 'clock_skew' : verdict.reason, `${key} ${code}`, {
		retryAfterMs: verdict.retryAfterMs ?? retryAfterMs,
		clockAheadMs
	});
}

/** HMAC-SHA256 in Base64. */
export const hmacBase64 = (key: string, text: string) =>
	createHmac('sha256', key).update(text).digest('base64');

/** Whether everybody in the group is called. */
export function callsAll(
	mention: 'never' | 'critical' | 'always',
	{ severity, kind }: Message
): boolean {
	if (kind !== 'firing' && kind !== 'escalated') return false;
	return mention === 'always' || (mention === 'critical' && severity === 'critical');
}

/** Title, text, link and the robot's keyword where they do not hold it yet. */
export function plainText(
	message: Message,
	lang: 'zh' | 'en',
	link: string | null,
	keyword: string
): { title: string; text: string } {
	const title = message.title[lang];
	const lines = [message.text[lang], ...(link ? [link] : [])];
	const text = lines.filter((line) => line !== '').join('\n');
	// Every part carries the title, so the keyword stands there.
	return { title: keyword === '' || title.includes(keyword) ? title : `${keyword} ${title}`, text };
}
