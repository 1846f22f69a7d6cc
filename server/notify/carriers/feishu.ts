/** Feishu's group robot: signed in the body, seconds, the secret is in the key; 5 a second, 100 a minute. */
import type { ChannelOf } from '#contract/channels';
import { jsonBytes, partsThatFit } from './carrier.ts';
import { callsAll, hmacBase64, plainText, robot } from './robot.ts';

const MAX_BODY_BYTES = 20_000;
/** The signature is added to the body afterwards. */
const ROOM_FOR_SIGNATURE = 200;

export const feishu = robot<ChannelOf<'feishu'>>({
	limits: [
		{ messages: 5, windowMs: 1_000 },
		{ messages: 100, windowMs: 60_000 }
	],
	parts(message, channel, link) {
		const { title, text } = plainText(message, channel.language, link, channel.keyword);
		const all = callsAll(channel.mention_all, message) ? [[{ tag: 'at', user_id: 'all' }]] : [];
		const paragraph = (line: string) =>
			line === link ? [{ tag: 'a', text: line, href: line }] : [{ tag: 'text', text: line }];
		return partsThatFit(text, MAX_BODY_BYTES - ROOM_FOR_SIGNATURE, jsonBytes, (part, counter) => ({
			msg_type: 'post',
			content: {
				post: {
					zh_cn: {
						title: title + counter,
						content: [...part.split('\n').map(paragraph), ...all]
					}
				}
			}
		}));
	},
	sign(_address, part, key, now) {
		if (!key) return part;
		const timestamp = String(Math.floor(now / 1000));
		return { timestamp, sign: hmacBase64(`${timestamp}\n${key}`, ''), ...part };
	},
	codeKeys: ['code', 'StatusCode'],
	verdict(code, message) {
		if (code === 11232 || (code === 9499 && /too many/i.test(message)))
			return { reason: 'rate_limited', retryAfterMs: 10_000 };
		if (code === 19021) return { reason: 'wrong_secret' };
		if (code === 19022) return { reason: 'ip_forbidden' };
		if (code === 19024) return { reason: 'keyword' };
		if (code === 19036) return { reason: 'too_large' };
		return { reason: code === 19001 ? 'wrong_address' : 'refused' };
	}
});
