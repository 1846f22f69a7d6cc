/**
 * The generic webhook: JSON, signed by HMAC-SHA256 over `timestamp + "." + body` in hex (docs/alerts.md).
 * `X-Rexian-Delivery` is the same on every attempt, so that a receiver can drop a repeat.
 */
import { createHmac } from 'node:crypto';
import type { ChannelOf } from '#contract/channels';
import { failed, SENT, type Carrier } from './carrier.ts';
import { postJson } from './post.ts';

export const webhook: Carrier<ChannelOf<'webhook'>> = {
	limits: [{ messages: 120, windowMs: 60_000 }],
	parts: (message, channel, link) => [{ ...message, language: channel.language, link }],
	async send(part, _channel, secrets, context) {
		const timestamp = String(context.clock());
		const body = JSON.stringify({ id: context.delivery, ...part });
		const key = secrets.signing_key;
		const headers = {
			'x-rexian-delivery': context.delivery,
			'x-rexian-timestamp': timestamp,
			...(key && { 'x-rexian-signature': signWebhook(key, timestamp, body) })
		};
		const posted = await postJson(secrets.address ?? '', body, headers, context);
		const { status, trouble, clockAheadMs, retryAfterMs } = posted;
		if (trouble) return failed(trouble.reason, trouble.code, { clockAheadMs });
		const code = `HTTP ${status}`;
		if (status !== null && status < 300) return { ...SENT, clockAheadMs };
		if (status === 401 || status === 403) return failed('wrong_secret', code, { clockAheadMs });
		if (status === 404 || status === 410) return failed('wrong_address', code, { clockAheadMs });
		if (status === 413) return failed('too_large', code, { clockAheadMs });
		if (status === 429) return failed('rate_limited', code, { clockAheadMs, retryAfterMs });
		if (status === null || status >= 500)
			return failed('busy', code, { clockAheadMs, retryAfterMs });
		return failed('refused', code, { clockAheadMs });
	}
};

export const signWebhook = (key: string, timestamp: string, body: string) =>
	`sha256=${createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex')}`;
