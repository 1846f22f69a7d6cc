/** DingTalk's group robot (research: signed in the query, milliseconds; 20 a minute, then 10 minutes' silence). */
import type { ChannelOf } from '#contract/channels';
import { jsonBytes, partsThatFit } from './carrier.ts';
import { callsAll, hmacBase64, plainText, robot } from './robot.ts';

const MAX_BODY_BYTES = 20_000;
const THROTTLED_MS = 10 * 60_000;

/** Characters that markdown would take as its own. */
const escape = (text: string) => text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');

export const dingtalk = robot<ChannelOf<'dingtalk'>>({
	limits: [{ messages: 20, windowMs: 60_000 }],
	parts(message, channel, link) {
		const { title, text } = plainText(message, channel.language, link, channel.keyword);
		return partsThatFit(text, MAX_BODY_BYTES, jsonBytes, (part, counter) => ({
			msgtype: 'markdown',
			markdown: {
				title: title + counter,
				text: `**${escape(title)}${counter}**\n\n${part
					.split('\n')
					.map((line) => (line === link ? line : escape(line)))
					.join('  \n')}`
			},
			at: { isAtAll: callsAll(channel.mention_all, message) }
		}));
	},
	sign(address, part, key, now) {
		if (key) {
			address.searchParams.set('timestamp', String(now));
			address.searchParams.set('sign', hmacBase64(key, `${now}\n${key}`));
		}
		return part;
	},
	codeKeys: ['errcode'],
	verdict(code, message) {
		if (code === 310000) {
			if (/keyword|关键词/i.test(message)) return { reason: 'keyword' };
			if (/\bip\b|whitelist|白名单/i.test(message)) return { reason: 'ip_forbidden' };
			return { reason: 'wrong_secret' };
		}
		if ([130101, 130103, 90018, 90030, 410100].includes(code))
			return { reason: 'rate_limited', retryAfterMs: THROTTLED_MS };
		if ([300001, 300005, 40014, 400013].includes(code)) return { reason: 'wrong_address' };
		if (code === 460101) return { reason: 'too_large' };
		return { reason: code === -1 ? 'busy' : 'refused' };
	}
});
